/** The map on which a citizen points at a place; loaded only where one is shown. */
export {}
