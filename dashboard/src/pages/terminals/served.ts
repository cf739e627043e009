import { FieldProblem } from "../../ui/form-problems";
/** Lines "CP1 2" as charging points; an identity may hold blanks. Throws what is wrong. */
export function servedOf(text: string): { station_id: string; evse_id: number }[] {
  const lines = text.split("\n").map((one) => one.trim());
  return lines.filter(Boolean).map((line) => {
    const [, station_id = "", number = ""] = /^(.+?)\s*[\s/]\s*(\d+)$/.exec(line) ?? [];
    if (!station_id || Number(number) < 1)
      throw new FieldProblem("evses", "Say the station and the number.");
    return { station_id, evse_id: Number(number) };
  });
}
