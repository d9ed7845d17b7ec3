"use client";

import { useSyncExternalStore } from "react";

const never = () => () => {};

/** An address to be copied, whole: where the portal isn't told its own name, the browser knows it. */
export function OwnAddress({ address }: { address: string }) {
  const origin = useSyncExternalStore(never, () => window.location.origin, () => "");
  return <>{address.startsWith("/") ? origin + address : address}</>;
}
