"""Cases of abducted and missing people, single or in groups. Built on the same floors as incidents."""
