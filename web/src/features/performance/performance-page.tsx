import { sentenceOf } from "../../api/problem";
import { exportList } from "../../app/export-list";
import { parkName, parks, zone } from "../../app/zone";
import { Badge } from "../../ui/chips";
import { Select } from "../../ui/field";
import { Menu } from "../../ui/menu";
import { ErrorState, LoadingState } from "../../ui/states";
import { Tabs } from "../../ui/tabs";
import { AppealsPart } from "./appeals-part";
import { AskedDialog } from "./asked-dialog";
import { FiguresPart } from "./figures-part";
import { FourPart } from "./four-part";
import { LeaguePart } from "./league-part";
import { Loaded } from "./loaded";
import { LowPart } from "./low-part";
import { m } from "./messages";
import {
  appeals,
  exportOf,
  figures,
  four,
  league,
  low,
  openTab,
  park,
  room,
  schemes,
  setPark,
  setYear,
  tab,
  tabs,
  year,
  years,
} from "./performance.state";
import { RoomPart } from "./room-part";
import { SchemesPart } from "./schemes-part";
import "./performance.css";

const withYear = new Set(["league", "figures", "schemes", "four"]);
const withPark = new Set(["league", "figures", "room"]);

/** 效: the ranking of the zone's enterprises and everything it rests on. */
export function PerformancePage() {
  const error = years.error.value;
  return (
    <div class="page performance-page">
      <header class="page-head">
        <div>
          <h2>
            {m.desk()} {zone.value?.is_demo && <Badge tone="warning">{m.demo()}</Badge>}
          </h2>
          <p class="quiet">{m.intro()}</p>
        </div>
        <Tools />
      </header>
      <Tabs
        tabs={tabs.map((name) => ({ id: name, label: m[name]() }))}
        current={tab.value}
        onChange={openTab}
        label={m.desk()}
      >
        {error !== null ? (
          <ErrorState text={sentenceOf(error)} onRetry={years.reload} />
        ) : years.data.value ? (
          <Part />
        ) : (
          <LoadingState />
        )}
      </Tabs>
      <AskedDialog />
    </div>
  );
}

function Part() {
  switch (tab.value) {
    case "figures":
      return <Loaded from={figures}>{(list) => <FiguresPart list={list} />}</Loaded>;
    case "schemes":
      return <Loaded from={schemes}>{(sheet) => <SchemesPart sheet={sheet} />}</Loaded>;
    case "low":
      return <Loaded from={low}>{(rows) => <LowPart rows={rows} />}</Loaded>;
    case "appeals":
      return <Loaded from={appeals}>{(rows) => <AppealsPart rows={rows} />}</Loaded>;
    case "room":
      return <Loaded from={room}>{(list) => <RoomPart list={list} />}</Loaded>;
    case "four":
      return <Loaded from={four}>{(answer) => <FourPart answer={answer} />}</Loaded>;
    default:
      return <Loaded from={league}>{(found) => <LeaguePart found={found} />}</Loaded>;
  }
}

function Tools() {
  const leaving = exportOf.value;
  const save = (form: string) => {
    if (!leaving) return;
    exportList(`${leaving.path}.${form}`, leaving.query);
  };
  return (
    <div class="page-tools">
      {withYear.has(tab.value) && (
        <Select
          compact
          label={m.year()}
          value={String(year.value ?? "")}
          options={(years.data.value ?? []).map((row) => ({ value: String(row.year), label: `${row.year}` }))}
          onValue={setYear}
        />
      )}
      {withPark.has(tab.value) && (
        <Select
          compact
          label={m.park()}
          placeholder={m.allParks()}
          value={park.value}
          options={parks.value.map(({ code }) => ({ value: code, label: `${code} ${parkName(code)}` }))}
          onValue={setPark}
        />
      )}
      {leaving && (
        <Menu
          trigger={m.exports()}
          label={m.exports()}
          class="button button-plain"
          align="end"
          items={[
            { label: m.xlsx(), icon: "table", onSelect: () => save("xlsx") },
            { label: m.csv(), icon: "download", onSelect: () => save("csv") },
          ]}
        />
      )}
    </div>
  );
}
