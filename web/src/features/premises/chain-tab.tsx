import type { ComponentChildren } from "preact";
import { sentenceOf } from "../../api/problem";
import { can } from "../../app/session";
import { term } from "../../app/terms";
import { isHistory } from "../../app/zone";
import { formatDate } from "../../locale/date";
import { inLanguage } from "../../locale/language";
import { Button } from "../../ui/button";
import { ErrorState, LoadingState } from "../../ui/states";
import { m } from "./messages";
import { type Asked, asked, context } from "./premises.state";

const mayEdit = () => can("site:edit") && !isHistory.value;

interface PartProps {
  title: string;
  text?: string;
  action: string;
  open: Asked;
  heads: string[];
  children: ComponentChildren;
}

function Part({ title, text, action, open, heads, children }: PartProps) {
  return (
    <section class="page-card premises-part">
      <header class="premises-part-head">
        <h3>{title}</h3>
        {mayEdit() && (
          <Button
            icon="plus"
            onClick={() => {
              asked.value = open;
            }}
          >
            {action}
          </Button>
        )}
      </header>
      {text && <p class="quiet">{text}</p>}
      <div class="page-scroll">
        <table class="page-table">
          <thead>
            <tr>
              {heads.map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
              {mayEdit() && <th scope="col">{m.actions()}</th>}
            </tr>
          </thead>
          <tbody>{children}</tbody>
        </table>
      </div>
    </section>
  );
}

function End({
  entry,
  id,
  name,
}: {
  entry: "destinations" | "chain-links" | "chain-members";
  id: number;
  name: string;
}) {
  if (!mayEdit()) return null;
  return (
    <td>
      <Button
        kind="quiet"
        onClick={() => {
          asked.value = { form: "end", entry, id, name };
        }}
      >
        {m.end()}
        <span class="visually-hidden"> {name}</span>
      </Button>
    </td>
  );
}

/** Destinations, links of the chain and who agreed to be named; each entry ends on a day and stays in history. */
export function ChainTab() {
  const found = context.data.value;
  const error = context.error.value;
  if (error !== null) return <ErrorState text={sentenceOf(error)} onRetry={context.reload} />;
  if (!found) return <LoadingState label={m.loading()} />;
  const industry = (code: string, zh: string | null, en: string | null) => `${code} ${inLanguage(zh, en)}`;
  const named = (code: string) => {
    const known = found.industries.find((item) => item.code === code);
    return industry(code, known?.name_zh ?? null, known?.name_en ?? null);
  };
  return (
    <div class="premises-body">
      <section class="page-card premises-part premises-part-head">
        <div>
          <h3>{m.precision()}</h3>
          <p class="quiet">{m.precisionText(String(found.geometry_grid_m))}</p>
        </div>
        {mayEdit() && (
          <Button
            onClick={() => {
              asked.value = { form: "precision" };
            }}
          >
            {m.setPrecision()}
          </Button>
        )}
      </section>
      <Part
        title={m.destinations()}
        text={m.destinationsText()}
        action={m.addDestination()}
        open={{ form: "destination" }}
        heads={[m.kind(), m.name(), m.lon(), m.lat(), m.source(), m.since()]}
      >
        {found.destinations.map((item) => (
          <tr key={item.id}>
            <td>{term("destination_kind", item.kind)}</td>
            <th scope="row">{inLanguage(item.name_zh, item.name_en)}</th>
            <td class="number">{item.lon.toFixed(5)}</td>
            <td class="number">{item.lat.toFixed(5)}</td>
            <td>{item.source}</td>
            <td>{formatDate(item.valid_from)}</td>
            <End entry="destinations" id={item.id} name={item.name_zh} />
          </tr>
        ))}
      </Part>
      <Part
        title={m.links()}
        action={m.addLink()}
        open={{ form: "link" }}
        heads={[m.supplier(), m.buyer(), m.goodsZh(), m.source(), m.since()]}
      >
        {found.links.map((item) => (
          <tr key={item.id}>
            <td>{industry(item.supplier_code, item.supplier_zh, item.supplier_en)}</td>
            <td>{industry(item.buyer_code, item.buyer_zh, item.buyer_en)}</td>
            <th scope="row">{inLanguage(item.goods_zh, item.goods_en)}</th>
            <td>{item.source}</td>
            <td>{formatDate(item.valid_from)}</td>
            <End entry="chain-links" id={item.id} name={item.goods_zh} />
          </tr>
        ))}
      </Part>
      <Part
        title={m.members()}
        action={m.addMember()}
        open={{ form: "member" }}
        heads={[m.name(), m.park(), m.industry(), m.makesZh(), m.needsZh(), m.consent(), m.since()]}
      >
        {found.members.map((item) => (
          <tr key={item.id}>
            <th scope="row">{inLanguage(item.name_zh, item.name_en)}</th>
            <td>{inLanguage(item.park_zh, item.park_en)}</td>
            <td>{named(item.industry_code)}</td>
            <td>{inLanguage(item.makes_zh, item.makes_en)}</td>
            <td>{inLanguage(item.needs_zh, item.needs_en)}</td>
            <td>{item.consent}</td>
            <td>{formatDate(item.valid_from)}</td>
            <End entry="chain-members" id={item.id} name={item.name_zh} />
          </tr>
        ))}
      </Part>
    </div>
  );
}
