"""What crash.py does to lakes, and how it tells that they came through."""
