"""待办：what is due, overdue or untouched, over all concepts; reads them all and is read by none."""
