"""Form fields and widgets of the staff site: any digits, figures in words, dates as people write them."""
