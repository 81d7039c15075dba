import { can } from "../../app/session";
import { isHistory } from "../../app/zone";
import { Button } from "../../ui/button";
import { Tabs } from "../../ui/tabs";
import { ChainForms } from "./chain-forms";
import { ChainTab } from "./chain-tab";
import { MatchesTab } from "./matches-tab";
import { m } from "./messages";
import { asked, openTab, tab, tabs } from "./premises.state";
import { MistakeForm, PhotoForm, PremisesForm } from "./premises-form";
import { PremisesTab } from "./premises-tab";
import "./premises.css";

/** 招商资源: what the investor's window shows beside plots on offer, and the log of its matches. */
export function PremisesPage() {
  const current = tab.value;
  const open = asked.value;
  return (
    <div class="page premises-page">
      <header class="page-head">
        <div>
          <h2>{m.title()}</h2>
          <p class="quiet">{m.intro()}</p>
        </div>
        {can("site:edit") && !isHistory.value && (
          <Button
            kind="primary"
            icon="plus"
            onClick={() => {
              asked.value = { form: "premises", row: null };
            }}
          >
            {m.add()}
          </Button>
        )}
      </header>
      <Tabs
        tabs={tabs.map((name) => ({ id: name, label: m[name]() }))}
        current={current}
        onChange={openTab}
        label={m.title()}
      >
        {current === "premises" && <PremisesTab />}
        {current === "chain" && <ChainTab />}
        {current === "matches" && <MatchesTab />}
      </Tabs>
      {open?.form === "premises" && <PremisesForm key={open.row?.id ?? "new"} row={open.row} publish={open.publish} />}
      {open?.form === "photo" && <PhotoForm row={open.row} />}
      {open?.form === "mistake" && <MistakeForm row={open.row} />}
      {open && open.form !== "premises" && open.form !== "photo" && open.form !== "mistake" && (
        <ChainForms open={open} />
      )}
    </div>
  );
}
