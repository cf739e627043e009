import { Plus, Send } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../api/client";
import { queryClient } from "../../api/query-client";
import { Card } from "../../ui/card";
import { Pill } from "../../ui/pill";
import { Table, Two } from "../../ui/table";
import { tell, tellFailure } from "../../ui/toast";
import { wordsOf } from "../../ui/words";
import { ChannelDialog } from "./channel-dialog";
import type { Channel } from "./model";
import { useChannels } from "./queries";

export function Channels() {
  const { t } = useTranslation();
  const [editing, setEditing] = useState<Channel | "new" | null>(null);
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
  return (
    <Card
      flush
      title={t("Channels")}
      actions={
        <button type="button" className="button small primary" onClick={() => setEditing("new")}>
          <Plus size={15} aria-hidden />
          {t("Add a channel")}
        </button>
      }
    >
      <Table
        label={t("Channels")}
        rows={data?.items}
        error={error}
        retry={refetch}
        keyOf={(one) => one.channel_id}
        empty={t("No channel yet: nobody is told of incidents.")}
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
          {
            title: t("Action"),
            end: true,
            cell: (one) => (
              <span className="row">
                <button type="button" className="button small" onClick={() => test(one)}>
                  <Send size={14} aria-hidden />
                  {t("Test")}
                </button>
                <button type="button" className="button small" onClick={() => setEditing(one)}>
                  {t("Edit")}
                </button>
              </span>
            ),
          },
        ]}
      />
      {editing && (
        <ChannelDialog
          channel={editing === "new" ? null : editing}
          onClose={() => setEditing(null)}
        />
      )}
    </Card>
  );
}
