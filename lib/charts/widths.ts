/** The two widths a picture is drawn in; the page shows the one that fits. */
export const widths = { phone: 342, desktop: 680 } as const;
export type Width = keyof typeof widths;

/** As social networks and messengers show a link: 1.91 to 1. */
export const previewSize = { width: 1200, height: 630 } as const;
