import { term, termOptions } from "../../app/terms";
import { parkName, parks } from "../../app/zone";
import { Button } from "../../ui/button";
import { Chip } from "../../ui/chips";
import { SelectField, TextField } from "../../ui/field";
import { m } from "./messages";
import { clearFilter, filter, isFiltered, officers, setFilter } from "./projects.state";

/** Park, light, officer and words; the list behind a rate shows as a chip. */
export function ProjectFilters() {
  const { park, light, officer, q, stage, rate, rate_class } = filter.value;
  const names = officers.data.value ?? [];
  return (
    <div class="projects-filters">
      <SelectField
        label={m.park()}
        value={park}
        placeholder={m.everyPark()}
        options={parks.value.map(({ code }) => ({ value: code, label: `${code} ${parkName(code)}` }))}
        onValue={(value) => setFilter({ park: value })}
      />
      <SelectField
        label={m.light()}
        value={light}
        placeholder={m.everyLight()}
        options={[...termOptions("projects.Light"), { value: "none", label: m.noLight() }]}
        onValue={(value) => setFilter({ light: value })}
      />
      <SelectField
        label={m.officer()}
        value={officer}
        placeholder={m.everyone()}
        options={[...new Set(names.map(({ name }) => name))].map((name) => ({ value: name, label: name }))}
        onValue={(value) => setFilter({ officer: value })}
      />
      <TextField
        label={m.find()}
        type="search"
        placeholder={m.search()}
        value={q}
        onValue={(value) => setFilter({ q: value })}
      />
      <div class="projects-chips">
        {stage && (
          <Chip pressed onRemove={() => setFilter({ stage: "" })} removeLabel={m.clear()}>
            {stage
              .split(",")
              .map((one) => term("projects.ProjectStage", one))
              .join("、")}
          </Chip>
        )}
        {rate && (
          <Chip pressed onRemove={() => setFilter({ rate: "", rate_class: "" })} removeLabel={m.clear()}>
            {term("projects.RateKind", rate)}
            {rate_class &&
              `：${rate_class
                .split(",")
                .map((one) => term("projects.RateClass", one))
                .join("、")}`}
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
