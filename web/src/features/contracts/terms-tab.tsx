import type { ComponentChildren } from "preact";
import { EvidenceList } from "../../app/evidence-field";
import { industryWords } from "../../app/industry";
import { term } from "../../app/terms";
import { formatDate } from "../../locale/date";
import { inLanguage } from "../../locale/language";
import { formatYuan } from "../../locale/money";
import { formatNumber, formatPercent } from "../../locale/number";
import { boundText, conditionLabel, planningConditions } from "../../locale/plot-fields";
import { formatArea } from "../../locale/units";
import { Fact, Facts } from "../../ui/facts";
import { tm } from "./terms-messages";
import type { ContractSheet, Version } from "./types";

/** What the contract says, in the order of its form; dates, price and promises as the version in force has them. */
export function TermsTab({ contract }: { contract: ContractSheet }) {
  const version = contract.versions.at(-1);
  if (!version) return null;
  return (
    <div class="contracts-terms">
      {contract.versions.length > 1 && <p class="quiet">{tm.showing(version.version_no)}</p>}
      <Land contract={contract} />
      <Conditions version={version} />
      <Price contract={contract} version={version} />
      <Building contract={contract} version={version} />
      <Agreement contract={contract} version={version} />
      <Rest contract={contract} />
    </div>
  );
}

function Part({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section class="contracts-part">
      <h4>{title}</h4>
      <Facts>{children}</Facts>
    </section>
  );
}

/** A fact that is shown only where something was agreed. */
function Said({ label, value }: { label: string; value: ComponentChildren }) {
  return value === null || value === undefined || value === "" ? null : <Fact label={label}>{value}</Fact>;
}

function Land({ contract }: { contract: ContractSheet }) {
  const { lower_limit_m, upper_limit_m, boundary_version_no } = contract;
  return (
    <Part title={tm.landPart()}>
      <Said label={tm.supervisionNo()} value={contract.supervision_no} />
      <Said label={tm.unitNo()} value={contract.real_estate_unit_no} />
      <Said label={tm.parcelNo()} value={contract.parcel_no} />
      <Said label={tm.location()} value={contract.location} />
      <Fact label={tm.area()}>{formatArea(contract.area_m2)}</Fact>
      <Said
        label={tm.boundary()}
        value={[boundary_version_no && tm.boundaryVersion(boundary_version_no), contract.boundary_annex]
          .filter(Boolean)
          .join("，")}
      />
      <Said
        label={tm.levels()}
        value={
          lower_limit_m !== null && upper_limit_m !== null
            ? tm.levelsText(formatNumber(lower_limit_m, 2), formatNumber(upper_limit_m, 2))
            : null
        }
      />
      <Said
        label={tm.use()}
        value={[contract.land_use_code, inLanguage(contract.land_use_name_zh ?? "", contract.land_use_name_en)]
          .filter(Boolean)
          .join(" ")}
      />
    </Part>
  );
}

function Conditions({ version }: { version: Version }) {
  const { conditions } = version;
  const range = (low: string, high: string): string => {
    const least = conditions[low];
    const most = conditions[high];
    if (least !== undefined && most !== undefined) return tm.range(boundText(low, least), boundText(high, most));
    if (least !== undefined) return tm.atLeast(boundText(low, least));
    return most === undefined ? tm.notSet() : tm.atMost(boundText(high, most));
  };
  return (
    <Part title={tm.conditionsPart()}>
      {planningConditions.map((item) => (
        <Fact key={item.name} label={conditionLabel(item)}>
          {range(item.low, item.high)}
        </Fact>
      ))}
      <Said
        label={tm.bound("floor_area_m2")}
        value={conditions.floor_area_m2 && boundText("floor_area_m2", conditions.floor_area_m2)}
      />
      <Said label={tm.bound("document_no")} value={conditions.document_no} />
    </Part>
  );
}

function Price({ contract, version }: { contract: ContractSheet; version: Version }) {
  const { terms } = version;
  const isAllotment = contract.instrument === "allotment";
  return (
    <Part title={isAllotment ? tm.allotmentCost() : tm.termPart()}>
      <Said label={tm.method()} value={contract.method && term("supply.ListingMethod", contract.method)} />
      {!isAllotment && <Fact label={tm.termKind()}>{term("supply.TermKind", contract.term_kind)}</Fact>}
      <Said label={tm.term()} value={contract.term_years && tm.years(contract.term_years)} />
      <Said label={tm.termFrom()} value={contract.term_from && formatDate(contract.term_from)} />
      <Fact label={isAllotment ? tm.allotmentCost() : tm.price()}>
        {formatYuan(terms.price_yuan || contract.price_yuan)}
      </Fact>
      <Said
        label={tm.unitPrice()}
        value={contract.unit_price_yuan_per_m2 && tm.perM2(formatNumber(contract.unit_price_yuan_per_m2, 2))}
      />
      <Said label={tm.deposit()} value={contract.deposit_yuan && formatYuan(contract.deposit_yuan)} />
      {terms.instalments.map((part) => (
        <Fact key={part.number} label={tm.instalmentNo(part.number)}>
          {formatDate(part.due_on)} {formatYuan(part.amount_yuan)}
        </Fact>
      ))}
      <Said label={tm.interest()} value={contract.instalment_interest} />
      <Said label={tm.latePayment()} value={permille(contract.late_payment_permille)} />
    </Part>
  );
}

const permille = (value: number | null) => (value === null ? null : tm.permille(String(value)));

function Building({ contract, version }: { contract: ContractSheet; version: Version }) {
  const { terms } = version;
  const { extension_asked_days_ahead: ahead, extension_months_max: most } = contract;
  return (
    <Part title={tm.datesPart()}>
      <Said label={tm.handoverOn()} value={terms.handover_on && formatDate(terms.handover_on)} />
      <Said label={tm.handoverConditions()} value={contract.handover_conditions} />
      <Fact label={tm.startOn()}>{terms.start_on ? formatDate(terms.start_on) : tm.startFollows()}</Fact>
      <Said label={tm.completionOn()} value={terms.completion_on && formatDate(terms.completion_on)} />
      <Said label={tm.extension()} value={ahead !== null && most !== null ? tm.extensionText(ahead, most) : null} />
      <Said label={tm.lateStart()} value={permille(contract.late_start_permille)} />
      <Said label={tm.lateCompletion()} value={permille(contract.late_completion_permille)} />
      <Said label={tm.lateHandover()} value={permille(contract.late_handover_permille)} />
    </Part>
  );
}

function Agreement({ contract, version }: { contract: ContractSheet; version: Version }) {
  const { terms } = version;
  return (
    <Part title={tm.agreementPart()}>
      <Said label={tm.agreementNo()} value={contract.supervision_agreement_no} />
      <Said label={tm.letterNo()} value={contract.commitment_letter_no} />
      <Said label={tm.project()} value={contract.project_name} />
      <Said
        label={tm.industry()}
        value={industryWords(
          contract.industry_code ?? "",
          new Map([
            [
              contract.industry_named_code ?? "",
              inLanguage(contract.industry_name_zh ?? "", contract.industry_name_en),
            ],
          ]),
        )}
      />
      <Said label={tm.investment()} value={contract.investment_yuan && formatYuan(contract.investment_yuan)} />
      <Said label={tm.bond()} value={contract.performance_bond_yuan && formatYuan(contract.performance_bond_yuan)} />
      <Said label={tm.productionOn()} value={terms.production_on && formatDate(terms.production_on)} />
      <Said
        label={tm.initialPeriod()}
        value={terms.initial_period_months === null ? null : tm.months(terms.initial_period_months)}
      />
      <Said label={tm.attainmentOn()} value={terms.attainment_on && formatDate(terms.attainment_on)} />
      {terms.promises.length === 0 && <Fact label={tm.promises()}>{tm.noPromises()}</Fact>}
      {terms.promises.map((promise) => (
        <Fact
          key={`${promise.indicator}${promise.direction}`}
          label={term("supply.Indicator", promise.indicator)}
          source={promise.basis}
        >
          {promise.value_zh}
        </Fact>
      ))}
    </Part>
  );
}

function Rest({ contract }: { contract: ContractSheet }) {
  return (
    <Part title={tm.restPart()}>
      <Said label={tm.useChange()} value={contract.use_change} />
      <Said
        label={tm.transfer()}
        value={contract.transfer_invested_share && tm.transferText(formatPercent(contract.transfer_invested_share, 0))}
      />
      <Said label={tm.dispute()} value={contract.dispute} />
      <Said label={tm.authority()} value={contract.approval_authority} />
      <Fact label={tm.origin()}>
        {contract.listing_no ? tm.fromListing(contract.listing_no) : contract.source || tm.fromPaper()}
      </Fact>
      {contract.evidence.length > 0 && (
        <Fact label={tm.scans()}>
          <EvidenceList files={contract.evidence} />
        </Fact>
      )}
    </Part>
  );
}
