/** A place in a picture, in pixels. */
export type Spot = { x: number; y: number };
export type Box = Spot & { width: number; height: number };
