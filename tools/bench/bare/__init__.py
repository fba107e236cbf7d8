"""What the site is held against: the same server and the same Django with as little as possible in
between. ``serve`` starts it; what it answers lies in a folder, written by ``recipe``."""
