/** The tablet has no room left: the entry was not kept, and what was typed still stands on the screen. */
export class StorageFull extends Error {}
