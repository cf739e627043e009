import { useMe } from "../auth/me";
import { isOpenTo, NAVIGATION } from "./navigation";

/** The pages that the reader can do something with. */
export function useNavigation(): typeof NAVIGATION {
  const me = useMe();
  return NAVIGATION.map((group) => ({
    ...group,
    destinations: group.destinations.filter((one) => isOpenTo(me, one)),
  })).filter((group) => group.destinations.length);
}
