import { Rocket } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useParams, useSearchParams } from "react-router";
import { $api, api } from "../../api/client";
import { isMissing } from "../../api/problem";
import { queryClient } from "../../api/query-client";
import { PageHead } from "../../ui/card";
import { FormDialog } from "../../ui/dialog";
import { Skeleton, Unread } from "../../ui/states";
import { Tabs } from "../../ui/tabs";
import { tell } from "../../ui/toast";
import { AsText } from "./as-text";
import { type Draft, draftOf, FIRST, withoutNulls } from "./draft";
import { Editor } from "./editor";
import { Lint, useLint } from "./lint";
import { Trial } from "./trial";
import { Versions } from "./versions";

export default function TariffPage() {
  const { id = "" } = useParams();
  const [search] = useSearchParams();
  const path = { tariff_id: id };
  const { data, error, refetch } = $api.useQuery(
    "get",
    "/operator/v1/tariffs/{tariff_id}",
    { params: { path } },
    { refetchOnWindowFocus: false },
  );
  const isNew = search.has("new") && isMissing(error);
  if (isNew) return <Work key="new" id={id} published={FIRST} version={0} />;
  if (!data) return error ? <Unread error={error} retry={refetch} /> : <Skeleton lines={8} />;
  return <Work key={data.version} id={id} published={draftOf(data)} version={data.version ?? 0} />;
}

function Work({ id, published, version }: { id: string; published: Draft; version: number }) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState(published);
  const [publishing, setPublishing] = useState(false);
  const lint = useLint(draft);
  const isChanged = version === 0 || JSON.stringify(draft) !== JSON.stringify(published);

  async function publish() {
    await api.PUT("/operator/v1/tariffs/{tariff_id}", {
      params: { path: { tariff_id: id } },
      body: withoutNulls(draft) as Draft,
    });
    await queryClient.invalidateQueries();
    tell(t("Published. New sessions are charged by it."));
  }

  return (
    <>
      <PageHead
        title={id}
        note={version ? t("Version {{version}}", { version }) : t("Not published yet")}
        actions={
          <>
            {isChanged && version > 0 && (
              <button type="button" className="button" onClick={() => setDraft(published)}>
                {t("Back to what is published")}
              </button>
            )}
            <button
              type="button"
              className="button primary"
              disabled={!isChanged || !lint.data?.publishable}
              onClick={() => setPublishing(true)}
            >
              <Rocket size={16} aria-hidden />
              {t("Publish")}
            </button>
          </>
        }
      />
      <div className="grid-main">
        <Tabs
          label={t("Ways to edit")}
          tabs={[
            {
              id: "form",
              title: t("Form"),
              content: () => <Editor draft={draft} onChange={setDraft} />,
            },
            {
              id: "json",
              title: t("JSON"),
              content: () => <AsText draft={draft} onChange={setDraft} />,
            },
            {
              id: "versions",
              title: t("Versions"),
              content: () => <Versions id={id} onTake={setDraft} />,
            },
          ]}
        />
        <div className="stack beside">
          <Lint query={lint} />
          <Trial draft={draft} />
        </div>
      </div>
      <FormDialog
        title={t("Publish this tariff?")}
        description={t(
          "It becomes version {{version}}. Running sessions keep the version they began with.",
          {
            version: version + 1,
          },
        )}
        open={publishing}
        onClose={() => setPublishing(false)}
        submit={t("Publish")}
        onSubmit={publish}
      />
    </>
  );
}
