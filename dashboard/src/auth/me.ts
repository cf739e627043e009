import { $api } from "../api/client";

/** Roles and sites of who is signed in; undefined until they are known. */
export function useMe() {
  const { data } = $api.useQuery(
    "get",
    "/operator/v1/me",
    {},
    { staleTime: Number.POSITIVE_INFINITY },
  );
  return data;
}
