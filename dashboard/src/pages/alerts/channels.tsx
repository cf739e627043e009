import { Send } from "lucide-react";
import { useTranslation } from "react-i18next";
import { api } from "../../api/client";
import { queryClient } from "../../api/query-client";
import { AddButton, useActions } from "../../ui/actions";
import { Card } from "../../ui/card";
import { Pill } from "../../ui/pill";
import { RemoveDialog } from "../../ui/remove-dialog";
import { Empty } from "../../ui/states";
import { Table, Two } from "../../ui/table";
import { tell, tellFailure } from "../../ui/toast";
import { useAsking } from "../../ui/use-asking";
import { wordsOf } from "../../ui/words";
import { ChannelDialog } from "./channel-dialog";
import type { Channel } from "./model";
import { useChannels } from "./queries";

export function Channels() {
  const { t } = useTranslation();
  const { asking, ask, close } = useAsking<"edit" | "remove", Channel>();
  const { data, error, refetch } = useChannels();
  const test = async (channel: Channel) => {
    try {
      await api.POST("/operator/v1/alert-channels/{channel_id}/test", {
        params: { path: { channel_id: channel.channel_id } },
      });
      await queryClient.invalidateQueries();
      tell(t("A test is on its way."), t("The deliveries show what came of it."));
    } catch (problem) {
      tellFailure(t("The test could not be sent."), problem);
    }
  };
  const actions = useActions<Channel>(
    (one) => one.name,
    (one) => [
      { text: t("Test"), icon: Send, onClick: () => void test(one) },
      { text: t("Edit"), onClick: () => ask("edit", one) },
      { text: t("Remove"), onClick: () => ask("remove", one) },
    ],
  );
  return (
    <Card
      flush
      title={t("Channels")}
      actions={<AddButton text={t("Add a channel")} onClick={() => ask("edit")} />}
    >
      <Table
        label={t("Channels")}
        rows={data?.items}
        error={error}
        retry={refetch}
        keyOf={(one) => one.channel_id}
        empty={
          <Empty title={t("No channel yet: nobody is told of incidents.")}>
            {t("A channel is where alerts go: an e-mail address, a chat, a pager.")}
          </Empty>
        }
        columns={[
          { title: t("Channel"), cell: (one) => <Two main={one.name} sub={one.channel_id} /> },
          { title: t("Kind"), cell: (one) => t(wordsOf(one.type)) },
          {
            title: t("To"),
            cell: (one) => Object.values(one.target).join(", ") || t("kept secret"),
          },
          {
            title: t("State"),
            cell: (one) => <Pill word={one.enabled ? "enabled" : "disabled"} />,
          },
          actions,
        ]}
      />
      {asking?.what === "edit" && <ChannelDialog channel={asking.thing} onClose={close} />}
      {asking?.what === "remove" && asking.thing && (
        <RemoveChannelDialog channel={asking.thing} onClose={close} />
      )}
    </Card>
  );
}

function RemoveChannelDialog({ channel, onClose }: { channel: Channel; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <RemoveDialog
      title={t("Remove the channel {{name}}?", { name: channel.name })}
      description={t("What was not delivered yet will not be. Rules that name it tell the others.")}
      done={t("The channel is removed.")}
      remove={() =>
        api.DELETE("/operator/v1/alert-channels/{channel_id}", {
          params: { path: { channel_id: channel.channel_id } },
        })
      }
      onClose={onClose}
    />
  );
}
