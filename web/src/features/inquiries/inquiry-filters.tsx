import { term, termOptions } from "../../app/terms";
import { parkName, parks } from "../../app/zone";
import { inLanguage } from "../../locale/language";
import { Button } from "../../ui/button";
import { Chip } from "../../ui/chips";
import { SelectField, TextField } from "../../ui/field";
import { clearFilter, filter, inquiries, isFiltered, setFilter } from "./inquiries.state";
import { m } from "./messages";

/** State, park, officer, origin and words; what a figure led here with shows as chips. */
export function InquiryFilters() {
  const { state, park, owner, region, industry, chain, overdue, link, q } = filter.value;
  const found = inquiries.data.value;
  const industryName = found?.industries.find(([code]) => code === industry);
  return (
    <div class="inquiries-filters">
      <SelectField
        label={m.state()}
        value={state}
        placeholder={m.everyState()}
        options={termOptions("inquiries.InquiryState")}
        onValue={(value) => setFilter({ state: value })}
      />
      <SelectField
        label={m.park()}
        value={park}
        placeholder={m.everyPark()}
        options={[
          ...parks.value.map(({ code }) => ({ value: code, label: `${code} ${parkName(code)}` })),
          { value: "-", label: m.noPark() },
        ]}
        onValue={(value) => setFilter({ park: value })}
      />
      <SelectField
        label={m.owner()}
        value={owner}
        placeholder={m.everyone()}
        options={[
          ...(found?.owners ?? []).map((name) => ({ value: name, label: name })),
          { value: "-", label: m.nobody() },
        ]}
        onValue={(value) => setFilter({ owner: value })}
      />
      <SelectField
        label={m.region()}
        value={region}
        placeholder={m.everyRegion()}
        options={termOptions("inquiries.SourceRegion")}
        onValue={(value) => setFilter({ region: value })}
      />
      <TextField
        label={m.find()}
        type="search"
        placeholder={m.search()}
        value={q}
        onValue={(value) => setFilter({ q: value })}
      />
      <div class="inquiries-chips">
        {industry && (
          <Chip pressed onRemove={() => setFilter({ industry: "" })} removeLabel={m.clear()}>
            {m.industry()}：{industryName ? inLanguage(industryName[1], industryName[2]) : industry}
          </Chip>
        )}
        {chain && (
          <Chip pressed onRemove={() => setFilter({ chain: "" })} removeLabel={m.clear()}>
            {term("inquiries.ChainPlace", chain)}
          </Chip>
        )}
        {overdue && (
          <Chip pressed onRemove={() => setFilter({ overdue: "" })} removeLabel={m.clear()}>
            {m.onlyOverdue()}
          </Chip>
        )}
        {link && (
          <Chip pressed onRemove={() => setFilter({ link: "" })} removeLabel={m.clear()}>
            {link === "project" ? m.onlyProjects() : m.onlyLeads()}
          </Chip>
        )}
        {isFiltered.value && (
          <Button kind="quiet" onClick={clearFilter}>
            {m.clear()}
          </Button>
        )}
      </div>
    </div>
  );
}
