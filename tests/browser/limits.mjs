// What the pages are held to, and what is waited for. One place for every number.

/** Tabs that work side by side. */
export const TABS = 3;

/** Milliseconds after which a step counts as failed. Generous: other suites may be using the machine. */
export const PATIENCE = 60_000;

/** Compressed bytes of HTML, CSS and scripts that the home page loads. */
export const HOME_BYTES = 100_000;

/** Bytes of HTML of a town's page. */
export const TOWN_BYTES = 60_000;

/** Whether a town's page above TOWN_BYTES is a failure or a remark. */
export const TOWN_BYTES_STRICT = true;

/** Whether each page must offer the elderly mode. */
export const ELDERLY_REQUIRED = true;

/** Printed pages (A4) of a quarterly analysis. */
export const ANALYSIS_PAGES = { least: 2, most: 8 };

/** Page kinds whose far sections are laid out late: the largest page of each is looked at. */
export const FAR_KINDS = ["home", "town", "board"];

/** Page kinds whose layout is watched while loading, and how far it may move (0.001 is a pixel or two) */
export const STEADY_KINDS = { home: 0.001, town: 0.001, story: 0.001, board: 0.001 };

/** How far the layout may move while what is far below is laid out, and pixels by which a place may be missed. */
export const FAR = { shift: 0.001, pixels: 1.5 };

/** Pixels of pages on a phone (360 px wide) by kind, and how many times as high they may be in elderly mode. */
export const PHONE_HEIGHTS = { town: 7_000, standards: 8_000, projects: 8_000, dictionary: 12_000 };
export const ELDERLY_HEIGHT_FACTOR = 2;
