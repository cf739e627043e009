"""Facts that come after a settlement: rated anew, answered by a document, never by an edit."""
