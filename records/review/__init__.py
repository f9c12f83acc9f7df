"""Reading documents as people do: in words, and by what differs between two of them."""
