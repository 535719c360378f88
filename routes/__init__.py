"""The doors of the house: web pages, the tablet's letter box, the terminal."""
