/** The plans by id and name, for choosing one. */
import { body, GET } from "../../../shared/api";

const AT_ONCE = 200;

export async function readPlans(): Promise<[string, string][]> {
  const { items } = await body(GET("/api/plans", { params: { query: { limit: AT_ONCE } } }));
  return items.map((one) => [one.id, one.name]);
}
