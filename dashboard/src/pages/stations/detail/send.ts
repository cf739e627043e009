import type { TFunction } from "i18next";
import { api, type Schemas } from "../../../api/client";
import { queryClient } from "../../../api/query-client";
import { tell, tellFailure } from "../../../ui/toast";
import { wordsOf } from "../../../ui/words";

type Payload = Schemas["CommandIn"]["payload"];

/** Hands a command over; how it goes on is shown among the station's commands. */
export async function post(id: string, action: string, payload: Payload, key?: string) {
  const { data } = await api.POST("/operator/v1/stations/{station_id}/commands", {
    params: { path: { station_id: id }, header: key ? { "Idempotency-Key": key } : {} },
    body: { action, payload },
  });
  await queryClient.invalidateQueries();
  return data;
}

export async function sendCommand(id: string, action: string, payload: Payload, t: TFunction) {
  try {
    await post(id, action, payload);
    tell(t("{{action}}: on its way to {{id}}", { action: wordsOf(action), id }));
  } catch (error) {
    tellFailure(t("The command was refused."), error);
  }
}
