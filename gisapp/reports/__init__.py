"""Pages, sheets and files that leave the house: how they are laid out, not what is true."""
