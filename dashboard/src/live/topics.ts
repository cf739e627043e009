/** What a page at this address listens to. */
export function topicsOf(pathname: string): string[] {
  const [, page = "", id] = pathname.split("/");
  const about = id ? decodeURIComponent(id) : "";
  if (page === "") return ["overview", "stations", "sessions", "incidents"];
  if (page === "stations") return about ? [`station:${about}`] : ["stations"];
  if (page === "sessions") return about ? [`session:${about}`] : ["sessions"];
  return page === "incidents" ? ["incidents"] : ["overview"];
}

const READ_BY: Record<string, string[]> = {
  overview: ["/reports/overview"],
  stations: ["/stations", "/sites/states"],
  station: ["/stations", "/sessions", "/incidents"],
  sessions: ["/sessions"],
  session: ["/sessions"],
  incidents: ["/incidents", "/alert-deliveries"],
};

/** Whether what was read from this path of the API may have changed by an event of this topic. */
export function concerns(topic: string, path: string): boolean {
  const places = READ_BY[topic.split(":", 1)[0] ?? ""] ?? [];
  return places.some((one) => path.replace("/operator/v1", "").startsWith(one));
}
