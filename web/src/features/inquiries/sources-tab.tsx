import { sentenceOf } from "../../api/problem";
import { term } from "../../app/terms";
import { inLanguage } from "../../locale/language";
import { EmptyState, ErrorState, LoadingState } from "../../ui/states";
import { type FilterName, showList, sources } from "./inquiries.state";
import { m } from "./messages";
import { RegionMap } from "./region-map";
import type { SourceLine, Sources } from "./types";

/** Where inquiries come from: by region, industry and place in the chain, each figure the list behind it. */
export function SourcesTab() {
  const found = sources.data.value;
  const error = sources.error.value;
  return (
    <div class="inquiries-body">
      <p class="quiet">{m.sourcesIntro()}</p>
      {error !== null && <ErrorState text={sentenceOf(error)} onRetry={sources.reload} />}
      {!found && error === null && <LoadingState />}
      {found && found.total === 0 && (
        <EmptyState icon="mail" title={m.emptyTitle()}>
          {m.emptyText()}
        </EmptyState>
      )}
      {found && found.total > 0 && <Groups found={found} />}
    </div>
  );
}

function Groups({ found }: { found: Sources }) {
  return (
    <div class="inquiry-groups">
      <RegionMap lines={found.by_region} />
      <Group title={m.byRegion()} name="region" lines={found.by_region} />
      <Group title={m.byIndustry()} name="industry" lines={found.by_industry} />
      <div class="inquiry-stack">
        <Group title={m.byChain()} name="chain" lines={found.by_chain_place} />
        <section class="page-card inquiry-part" aria-label={m.gaps()}>
          <h3>{m.gaps()}</h3>
          {found.gaps.length === 0 ? (
            <p class="quiet">{m.noGaps()}</p>
          ) : (
            <>
              <p class="quiet">{m.gapsText()}</p>
              <ul class="inquiry-gaps">
                {found.gaps.map((gap) => (
                  <li key={gap.code}>
                    <span>
                      {inLanguage(gap.name_zh, gap.name_en)}{" "}
                      <span class="quiet">{term("supply.Cluster", gap.cluster)}</span>
                    </span>
                    <Figure
                      count={gap.inquiries}
                      word={m.countInquiries()}
                      onPress={() => showList({ industry: gap.code })}
                    />
                  </li>
                ))}
              </ul>
            </>
          )}
        </section>
      </div>
    </div>
  );
}

function Group({ title, name, lines }: { title: string; name: FilterName; lines: SourceLine[] }) {
  const most = Math.max(1, ...lines.map((line) => line.inquiries));
  return (
    <section class="page-card inquiry-part" aria-label={title}>
      <h3>{title}</h3>
      <table class="page-table inquiry-bars">
        <thead>
          <tr>
            <th scope="col">{title}</th>
            <th scope="col">{m.countInquiries()}</th>
            <th scope="col">{m.countLeads()}</th>
            <th scope="col">{m.countProjects()}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.value}>
              <th scope="row">
                {inLanguage(line.label_zh, line.label_en)}
                <span class="inquiry-bar" style={{ width: `${(100 * line.inquiries) / most}%` }} aria-hidden="true" />
              </th>
              <td>
                <Figure
                  count={line.inquiries}
                  word={`${inLanguage(line.label_zh, line.label_en)} ${m.countInquiries()}`}
                  onPress={() => showList({ [name]: line.value })}
                />
              </td>
              <td>
                <Figure
                  count={line.leads}
                  word={`${inLanguage(line.label_zh, line.label_en)} ${m.countLeads()}`}
                  onPress={() => showList({ [name]: line.value, link: "lead" })}
                />
              </td>
              <td>
                <Figure
                  count={line.projects}
                  word={`${inLanguage(line.label_zh, line.label_en)} ${m.countProjects()}`}
                  onPress={() => showList({ [name]: line.value, link: "project" })}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Figure({ count, word, onPress }: { count: number; word: string; onPress: () => void }) {
  if (count === 0) return <span class="figure quiet">0</span>;
  return (
    <button type="button" class="text-button figure" aria-label={`${word} ${count}`} onClick={onPress}>
      {count}
    </button>
  );
}
