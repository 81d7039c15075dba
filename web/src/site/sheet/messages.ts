import { messages } from "../../locale/language";

/** Sentences of the site sheet, with a plain-words gloss for every term of the trade. */
export const s = messages({
  back: ["返回列表", "Back to the list"],
  print: ["打印", "Print"],
  copyLink: ["复制链接", "Copy link"],
  copied: ["本页链接已复制。", "The link to this page is copied."],
  copyFailed: ["浏览器不允许复制，请从地址栏复制。", "The browser refused; copy the address instead."],
  onMap: ["在地图上看", "See it on the map"],
  loading: ["正在读取地块资料…", "Loading the site sheet…"],
  sheet: ["地块资料单", "Site sheet"],
  publishedSince: [(date: string) => `${date}起公开`, (date: string) => `published since ${date}`],

  area: ["面积", "Area"],
  surveyed: ["勘测定界面积", "Surveyed area"],
  planar: [
    (epsg: number) => `按界线计算的平面面积（EPSG:${epsg}）`,
    (epsg: number) => `Planar area computed from the boundary (EPSG:${epsg})`,
  ],
  price: ["起始价", "Start price"],
  priceGloss: ["公告的最低报价，成交价以出让结果为准", "The lowest bid accepted; the result of the sale decides"],
  total: [(amount: string) => `总价约 ${amount} 起`, (amount: string) => `about ${amount} for the whole site`],
  perM2: [(n: string) => `${n} 元/㎡`, (n: string) => `CNY ${n} per m²`],
  perHa: [(n: string) => `${n} 万元/公顷`, (n: string) => `CNY ${n} m per ha`],
  delivery: ["交地", "Hand-over"],
  deliveryGloss: [
    "政府把净地交给受让人的日期，之后即可申请开工",
    "The day on which the cleared land is handed to the buyer, who may then apply to build",
  ],
  deliveryDay: [(date: string) => `约定交地日期 ${date}`, (date: string) => `hand-over set for ${date}`],
  landUse: ["规划用途", "Land use"],
  place: ["位置", "Place"],

  conditions: ["规划条件", "Planning conditions"],
  conditionsGloss: ["建什么、建多少的上下限，写进出让合同", "What and how much may be built; part of the contract"],
  indicator: ["指标", "Measure"],
  lower: ["下限", "At least"],
  upper: ["上限", "At most"],
  notSet: ["不设", "none set"],
  far: ["容积率", "Floor area ratio"],
  farGloss: ["地上总建筑面积 ÷ 用地面积", "floor area above ground ÷ site area"],
  coefficient: ["建筑系数", "Building coefficient"],
  coefficientGloss: [
    "建筑物、构筑物和堆场占地 ÷ 用地面积",
    "ground covered by buildings, structures and yards ÷ site area",
  ],
  green: ["绿地率", "Green ratio"],
  greenGloss: ["绿地面积 ÷ 用地面积", "planted area ÷ site area"],
  height: ["建筑高度", "Building height"],
  heightGloss: ["室外地面到屋面", "from the ground to the roof"],
  metres: [(n: string) => `${n} 米`, (n: string) => `${n} m`],
  capacityBuilt: [
    (low: string, high: string) => `按容积率可建 ${low}–${high} ㎡`,
    (low: string, high: string) => `that is ${low}–${high} m² of floor`,
  ],
  capacityMost: [
    (high: string) => `按容积率最多可建 ${high} ㎡`,
    (high: string) => `that is up to ${high} m² of floor`,
  ],
  capacityLeast: [
    (low: string) => `按容积率至少要建 ${low} ㎡`,
    (low: string) => `that is at least ${low} m² of floor`,
  ],
  noConditions: [
    "规划条件尚未公布，请联系招商服务窗口。",
    "The planning conditions are not published yet; please ask the service desk.",
  ],

  servicing: ["配套", "Servicing"],
  servicingGloss: [
    "“几通”是接到地块红线的市政管线数，“一平”是场地平整",
    "How many public utilities reach the boundary, and whether the ground is levelled",
  ],
  utility: ["项目", "Utility"],
  state: ["状态", "State"],
  capacity: ["能力", "Capacity"],
  source: ["来源", "Source"],
  checkedOn: ["核实日期", "Checked"],
  noServicing: [
    "配套情况尚未公布，请联系招商服务窗口。",
    "Servicing is not published yet; please ask the service desk.",
  ],

  around: ["周边", "Surroundings"],
  straight: [
    "距离为地块边线到道路中线的直线距离，不是行车距离",
    "Straight line from the site's edge to the middle of the road, not a driving distance",
  ],
  mainRoad: ["最近的主干道路", "Nearest main road"],
  nearestRoad: ["最近的道路", "Nearest road"],
  roadWidth: [(n: string) => `红线宽 ${n} 米`, (n: string) => `${n} m wide`],
  neighbours: ["附近的其他公开地块", "Other published sites near by"],
  away: [(n: string) => `相距 ${n} 米`, (n: string) => `${n} m away`],
  adjoining: ["相邻", "adjoining"],
  noNeighbours: ["附近没有其他公开地块。", "No other site is published near by."],

  park: ["所在园区", "The park"],
  operator: ["运营", "Run by"],
  purpose: ["定位", "Purpose"],
  leading: ["主导产业", "Leading industries"],
  industriesOfPark: ["园区产业", "Industries"],
  residents: ["已入驻企业", "Resident enterprises"],
  suited: [(names: string) => `适宜产业：${names}`, (names: string) => `Suited to: ${names}`],

  contact: ["联系人", "Talk to"],
  contactWhy: ["看地、咨询条件、预约洽谈", "For visits, questions and appointments"],
  noContact: ["联系方式尚未公布", "No contact is published yet"],

  sourceLine: [
    (source: string, date: string, age: string) => `来源：${source}，${date}起（${age}）`,
    (source: string, date: string, age: string) => `Source: ${source}, since ${date} (${age})`,
  ],
  sinceLine: [
    (date: string, age: string) => `${date}起（${age}）`,
    (date: string, age: string) => `since ${date} (${age})`,
  ],
  documentLine: [(no: string) => `文号：${no}`, (no: string) => `Document: ${no}`],
  old: ["超过一年未核实，使用前请再问", "Not checked for over a year; please ask again"],
  dataDay: [(date: string) => `资料截至 ${date}`, (date: string) => `As of ${date}`],
  address: [(link: string) => `本页网址：${link}`, (link: string) => `This page: ${link}`],
  figure: ["地块平面图，上北", "Plan of the site, north up"],
  locator: ["在开发区中的位置", "Where in the zone"],
  thisSite: ["本地块", "this site"],
  legal: ["以正式公告和出让合同为准。", "The official announcement and the contract prevail."],
  glossary: ["名词", "Terms"],
  onOfferGloss: [
    "供应公告中：出让公告已发布，可按公告报名竞买。",
    "On offer: the sale is announced; one may register to bid.",
  ],
  announcedGloss: [
    "拟供应：列入供应计划，公告尚未发布，可先洽谈。",
    "Announced: in the supply plan, not yet on sale; talks are welcome.",
  ],
  standardGloss: [
    "标准地：带着投资强度、容积率、能耗等指标出让的工业用地，受让人签承诺书，投产后核验。",
    "Standard land: industrial land sold together with targets (investment, floor area, energy) which the buyer promises and which are checked.",
  ],
});
