/** The two widths a picture is drawn in; the page shows the one that fits. */
export const widths = { phone: 342, desktop: 680 } as const;
export type Width = keyof typeof widths;
