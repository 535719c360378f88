"""The rooms of Fieldwrit: rules, tables, queries and actions; docs/architecture.md is the plan of the house."""
