"""What pages say of published records: words and figures made from documents, so that templates hold no logic."""
