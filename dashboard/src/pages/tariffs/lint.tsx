import { keepPreviousData, type UseQueryResult, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, type Schemas } from "../../api/client";
import { ApiProblem, reasonOf } from "../../api/problem";
import { Card } from "../../ui/card";
import { Pill } from "../../ui/pill";
import { Skeleton, Unread } from "../../ui/states";
import { useDelayed } from "../../ui/use-delayed";
import { type Draft, withoutNulls } from "./draft";

/** What the server thinks of a draft, when the typing pauses. */
export function useLint(draft: Draft): UseQueryResult<Schemas["LintView"]> {
  const body = useDelayed(draft, 400);
  return useQuery({
    queryKey: ["lint", body],
    queryFn: async () => {
      const { data } = await api.POST("/operator/v1/tariffs/lint", {
        body: withoutNulls(body) as Draft,
      });
      if (!data) throw new TypeError("no answer");
      return data;
    },
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function Lint({ query }: { query: UseQueryResult<Schemas["LintView"]> }) {
  const { t, i18n } = useTranslation();
  const { data, error } = query;
  if (error) {
    const isRefused = error instanceof ApiProblem && error.status === 422; // no tariff at all
    return (
      <Card title={t("Examined")} actions={isRefused && <Pill word="not publishable" tone="red" />}>
        {isRefused ? <p>{reasonOf(error)}</p> : <Unread error={error} />}
      </Card>
    );
  }
  if (!data) return <Skeleton />;
  const sentences = data.description[i18n.language] ?? data.description.en ?? [];
  return (
    <Card
      title={t("Examined")}
      actions={
        <Pill
          word={data.publishable ? "publishable" : "not publishable"}
          tone={data.publishable ? "green" : "red"}
        />
      }
    >
      <div className="stack">
        {data.findings.length > 0 && (
          <ul className="stack-s">
            {data.findings.map((one) => (
              <li key={one.code + one.where + one.message}>
                <Pill word={one.severity} tone={one.severity === "error" ? "red" : "amber"} />{" "}
                {one.message} <small className="mono">{one.where}</small>
              </li>
            ))}
          </ul>
        )}
        <section className="stack-s" aria-label={t("What a driver is told")}>
          <h3>{t("What a driver is told")}</h3>
          <ul className="told">
            {sentences.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        </section>
      </div>
    </Card>
  );
}
