"""What is printed: each kind of paper declared once, its facts, its form, its number, its frozen bytes."""
