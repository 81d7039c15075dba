"""`python -m gisapp …`"""

from gisapp.cli import main

if __name__ == "__main__":
    main()
