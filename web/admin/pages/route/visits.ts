/** The round as it stands on this phone: what was taken and not sent yet counts. */
import type { PaymentView, RoutePage, RouteVisit } from "../../../shared/api.d";
import type { Unsent } from "../../unsent/acts";

export type Order = "address" | "age" | "near";

export interface Round {
  /** Who is still to be visited. */
  open: RouteVisit[];
  /** Who has paid today, to this person. */
  done: { name: string; amount: number; sent: boolean }[];
  in_hand: number;
  receipts: number;
}

/** The API's list and what waits on the phone, as one. */
export function roundOf(route: RoutePage, taken: PaymentView[], waiting: Unsent[]): Round {
  const cash = waiting.flatMap(({ act, refused }) => (act.kind === "payment" && !refused ? [act] : []));
  const open = route.items.flatMap((visit) => {
    const left = visit.owed - cash.filter((one) => one.customer_id === visit.customer_id).reduce((sum, one) => sum + one.amount, 0);
    return left > 0 ? [{ ...visit, owed: left, partly_paid: visit.partly_paid || left < visit.owed }] : [];
  });
  return {
    open,
    done: [...cash.map((one) => ({ name: one.customer_name, amount: one.amount, sent: false })), ...taken.map((one) => ({ name: one.customer_name, amount: one.amount, sent: true }))],
    in_hand: route.in_hand + cash.filter((one) => one.method === "cash").reduce((sum, one) => sum + one.amount, 0),
    receipts: route.receipts + cash.length,
  };
}

/** As the API orders them, by area and address; by how long they owe; or by how near they are. */
export function ordered(visits: RouteVisit[], order: Order, here?: GeolocationCoordinates): RouteVisit[] {
  if (order === "age") return [...visits].sort((one, other) => one.oldest_due_on.localeCompare(other.oldest_due_on));
  if (order === "near" && here) return [...visits].sort((one, other) => metres(one, here) - metres(other, here));
  return visits;
}

const EARTH_M = 6_371_000;

/** As the crow flies; whoever has no place on the map comes last. */
export function metres({ location: place }: RouteVisit, here: GeolocationCoordinates): number {
  if (!place) return Infinity;
  const rad = Math.PI / 180;
  const across = (place.longitude - here.longitude) * rad * Math.cos(((place.latitude + here.latitude) / 2) * rad);
  const up = (place.latitude - here.latitude) * rad;
  return Math.hypot(across, up) * EARTH_M;
}

export function distanceWord(far: number): string {
  if (far === Infinity) return "";
  return far < 1000 ? `${Math.round(far / 10) * 10} m` : `${(far / 1000).toFixed(1).replace(".", ",")} km`;
}

/** Where a map finds it: by its place, else by its address. */
export function mapLink({ location: place, address }: Pick<RouteVisit, "location" | "address">): string | undefined {
  if (place) return `https://www.google.com/maps/dir/?api=1&destination=${place.latitude},${place.longitude}`;
  return address ? `https://www.google.com/maps/search/?api=1&query=${encodeURIComponent(address)}` : undefined;
}
