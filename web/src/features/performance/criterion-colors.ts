/** One colour a criterion, the same in bars, key and sheet; every part also says its name. */
export const criterionColors: Record<string, string> = {
  tax_per_mu: "#0072B2",
  value_added_per_mu: "#56B4E9",
  revenue_per_mu: "#3E8FC4",
  value_added_per_energy: "#009E73",
  value_added_per_emission: "#7FC6AE",
  labour_productivity: "#E69F00",
  rd_share: "#CC79A7",
  tax_per_electricity: "#B5742A",
};
