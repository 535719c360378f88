"""The ground floor every room stands on: settings, store, clock, values, refusals, reading of input."""
