"""The ground: points, addresses, times, routes and pictures. Pure and stateless; knows nothing of courts."""
