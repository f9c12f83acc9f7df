"""Series of months and what is published of them."""
