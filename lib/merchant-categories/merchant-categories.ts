/** A merchant category of the card networks: an ISO 18245 code with a short name. */
export interface MerchantCategory {
  readonly code: string;
  readonly name: string;
  /** Cash and its equivalents, gambling, adult entertainment, or money transfer. Businesses usually
   *  block these first. */
  readonly isHighRisk: boolean;
}

/** A group of related categories. */
export interface MerchantCategoryGroup {
  readonly name: string;
  readonly categories: readonly MerchantCategory[];
}

const highRisk = new Set([
  "4829",
  "5967",
  "6010",
  "6011",
  "6050",
  "6051",
  "6529",
  "6530",
  "6532",
  "6533",
  "6534",
  "6536",
  "6537",
  "6538",
  "6540",
  "7273",
  "7800",
  "7801",
  "7802",
  "7995",
  "9406",
]);

/** The commonly used categories, in groups. The networks also give individual airlines, car rentals
 *  and hotels their own codes (3000 to 3999); the list has the largest of them. */
export const merchantCategoryGroups: readonly MerchantCategoryGroup[] = [
  group(
    "Airlines",
    `4511 Other airlines
    3000 United Airlines
    3001 American Airlines
    3005 British Airways
    3006 Japan Airlines
    3007 Air France
    3008 Lufthansa
    3009 Air Canada
    3010 KLM
    3012 Qantas
    3014 Saudia
    3015 Swiss
    3016 SAS
    3017 South African Airways
    3020 Air India
    3025 Air New Zealand
    3026 Emirates
    3029 TAP Air Portugal
    3032 El Al
    3034 Etihad Airways
    3042 Finnair
    3043 Aer Lingus
    3047 Turkish Airlines
    3050 Icelandair
    3051 Austrian Airlines
    3058 Delta Air Lines
    3066 Southwest Airlines
    3075 Singapore Airlines
    3076 Aeromexico
    3077 Thai Airways
    3078 China Airlines
    3099 Cathay Pacific
    3100 Malaysia Airlines
    3102 Iberia
    3136 Qatar Airways
    3144 Virgin Atlantic
    3161 All Nippon Airways
    3174 JetBlue
    3180 WestJet
    3196 Hawaiian Airlines
    3245 easyJet
    3246 Ryanair
    3256 Alaska Airlines
    3260 Spirit Airlines`,
  ),
  group(
    "Hotels and lodging",
    `7011 Other hotels and motels
    7012 Timeshares
    7032 Sports and recreation camps
    7033 Campgrounds and trailer parks
    3501 Holiday Inn
    3502 Best Western
    3503 Sheraton
    3504 Hilton
    3508 Quality Inn
    3509 Marriott
    3510 Days Inn
    3512 InterContinental
    3513 Westin
    3516 La Quinta
    3530 Renaissance
    3533 Ibis
    3543 Four Seasons
    3562 Comfort Inn
    3590 Fairmont
    3592 Omni
    3615 Travelodge
    3637 Ramada
    3640 Hyatt
    3641 Sofitel
    3642 Novotel
    3649 Radisson
    3650 Red Roof Inn
    3654 Loews
    3665 Hampton Inn
    3690 Courtyard
    3692 DoubleTree
    3700 Motel 6
    3703 Residence Inn
    3709 Super 8
    3710 Ritz-Carlton
    3715 Fairfield Inn
    3722 Wyndham
    3750 Crowne Plaza`,
  ),
  group(
    "Car rental",
    `7512 Other car rental
    7513 Truck and trailer rental
    7519 Motor home rental
    3355 Sixt
    3357 Hertz
    3359 Payless
    3366 Budget
    3387 Alamo
    3389 Avis
    3390 Dollar
    3393 National
    3395 Thrifty
    3405 Enterprise`,
  ),
  group(
    "Travel and transport",
    `4011 Rail freight
    4111 Local commuter transport and ferries
    4112 Passenger trains
    4119 Ambulances
    4121 Taxis and ride services
    4131 Bus lines
    4214 Moving and trucking
    4215 Couriers
    4225 Storage and warehouses
    4411 Cruise lines
    4457 Boat rental
    4468 Marinas
    4582 Airports and terminals
    4722 Travel agencies and tour operators
    4723 Package tours
    4784 Road and bridge tolls
    4789 Other transport services`,
  ),
  group(
    "Fuel, parking and car care",
    `5172 Petroleum products
    5541 Service stations
    5542 Fuel dispensers
    5552 Charging of electric vehicles
    5983 Heating oil, coal and gas dealers
    7511 Truck stops
    7523 Parking
    7531 Body repair shops
    7534 Tire retreading and repair
    7535 Car paint shops
    7538 Car repair shops
    7542 Car washes
    7549 Towing`,
  ),
  group(
    "Restaurants and bars",
    `5811 Caterers
    5812 Restaurants
    5813 Bars, pubs and nightclubs
    5814 Fast food`,
  ),
  group(
    "Groceries and food",
    `5300 Wholesale clubs
    5411 Grocery stores and supermarkets
    5422 Butchers and frozen meat
    5441 Candy and nuts
    5451 Dairy products
    5462 Bakeries
    5499 Convenience and other food stores
    5921 Liquor stores`,
  ),
  group(
    "Software and digital goods",
    `5734 Software stores
    5815 Digital books, films and music
    5816 Digital games
    5817 Digital applications
    5818 Digital goods, large merchants
    7372 Programming, cloud and data processing
    7375 Online information retrieval
    7379 Computer maintenance and repair`,
  ),
  group(
    "Phone, internet and utilities",
    `4812 Phones and equipment
    4813 Phone calls by key-entered number
    4814 Phone services
    4815 Phone bills by the month
    4816 Internet and network services
    4821 Telegraph services
    4899 Cable, satellite and streaming
    4900 Electricity, gas, water and waste`,
  ),
  group(
    "Advertising and business services",
    `7311 Advertising
    7321 Credit reporting
    7322 Debt collection
    7333 Commercial photography and graphics
    7338 Copying and printing
    7339 Typing and office support
    7342 Pest control
    7349 Cleaning and maintenance
    7361 Employment agencies
    7392 Management consulting and public relations
    7393 Security and detectives
    7394 Equipment and furniture rental
    7395 Photo finishing
    7399 Other business services
    8734 Testing laboratories`,
  ),
  group(
    "Professional services",
    `7276 Tax preparation
    8111 Lawyers
    8911 Architects, engineers and surveyors
    8931 Accountants and auditors
    8999 Other professional services`,
  ),
  group(
    "Office and trade supplies",
    `2741 Publishing and printing
    2791 Typesetting and plate making
    2842 Cleaning and polishing products
    5013 Vehicle supplies and parts, wholesale
    5021 Office furniture
    5039 Construction materials, wholesale
    5044 Copiers and photo equipment
    5045 Computers and peripherals
    5046 Commercial equipment
    5047 Medical and laboratory equipment
    5051 Metal dealers
    5065 Electrical parts
    5072 Hardware and tools, wholesale
    5074 Plumbing and heating supplies
    5085 Industrial supplies
    5094 Precious stones, metals and watches, wholesale
    5099 Other durable goods, wholesale
    5111 Office supplies and paper, wholesale
    5122 Drugs and sundries, wholesale
    5131 Fabrics, wholesale
    5137 Uniforms
    5139 Shoes, wholesale
    5169 Chemicals
    5192 Books and newspapers, wholesale
    5193 Flowers and nursery stock, wholesale
    5198 Paint, wholesale
    5199 Other nondurable goods, wholesale
    5943 Stationery and office supplies
    5978 Typewriters, sale and rental`,
  ),
  group(
    "Building and trades",
    `0763 Agricultural cooperatives
    0780 Gardening and landscaping
    1520 General contractors
    1711 Heating, plumbing and air conditioning
    1731 Electricians
    1740 Masonry, tile and plaster
    1750 Carpenters
    1761 Roofing and sheet metal
    1771 Concrete work
    1799 Other contractors
    5200 Home improvement warehouses
    5211 Lumber and building materials
    5231 Paint, glass and wallpaper
    5251 Hardware stores
    5261 Garden centers`,
  ),
  group(
    "General stores and marketplaces",
    `5262 Online marketplaces
    5309 Duty-free stores
    5310 Discount stores
    5311 Department stores
    5331 Variety stores
    5399 Other general merchandise
    5931 Second-hand stores
    5932 Antique shops
    5933 Pawn shops
    5937 Antique reproductions
    5999 Other specialty stores`,
  ),
  group(
    "Clothing and jewelry",
    `5611 Men's clothing
    5621 Women's clothing
    5631 Women's accessories
    5641 Children's clothing
    5651 Family clothing
    5655 Sportswear
    5661 Shoes
    5681 Furs
    5691 Men's and women's clothing
    5697 Tailors
    5698 Wigs
    5699 Other clothing
    5944 Jewelry, watches and silverware
    5948 Luggage and leather goods
    7296 Clothing rental`,
  ),
  group(
    "Home and electronics",
    `5712 Furniture
    5713 Floor coverings
    5714 Curtains and upholstery
    5718 Fireplaces
    5719 Other home furnishings
    5722 Household appliances
    5732 Electronics
    5946 Cameras and photo supplies
    5949 Sewing and fabrics
    5950 Glassware and crystal
    5996 Swimming pools
    5997 Electric razors
    5998 Tents and awnings
    7622 Electronics repair
    7623 Air conditioning and refrigerator repair
    7629 Appliance repair
    7631 Watch and jewelry repair
    7641 Furniture repair
    7692 Welding
    7699 Other repairs`,
  ),
  group(
    "Books, hobbies and gifts",
    `5733 Musical instruments
    5735 Record stores
    5940 Bicycle shops
    5941 Sporting goods
    5942 Bookstores
    5945 Toys, games and hobbies
    5947 Gifts, cards and souvenirs
    5970 Artist supplies
    5971 Art dealers and galleries
    5972 Stamps and coins
    5973 Religious goods
    5992 Florists
    5993 Tobacco and cigars
    5994 Newsstands
    5995 Pet shops`,
  ),
  group(
    "Vehicles",
    `5271 Mobile home dealers
    5511 Car and truck dealers, new and used
    5521 Car and truck dealers, used only
    5531 Car and home supplies
    5532 Tires
    5533 Car parts
    5551 Boat dealers
    5561 Trailers and campers
    5571 Motorcycle dealers
    5592 Motor home dealers
    5598 Snowmobile dealers
    5599 Other vehicle dealers
    5935 Wrecking and salvage yards`,
  ),
  group(
    "Mail order and subscriptions",
    `5960 Insurance by mail
    5962 Travel by mail
    5963 Door-to-door sales
    5964 Catalog merchants
    5965 Catalog merchants with stores
    5966 Telemarketing, calls made
    5968 Subscriptions
    5969 Other direct marketing`,
  ),
  group(
    "Health",
    `0742 Veterinarians
    5912 Pharmacies
    5975 Hearing aids
    5976 Orthopedic goods
    8011 Doctors
    8021 Dentists
    8031 Osteopaths
    8041 Chiropractors
    8042 Optometrists
    8043 Opticians
    8049 Podiatrists
    8050 Nursing and personal care
    8062 Hospitals
    8071 Medical and dental laboratories
    8099 Other medical services`,
  ),
  group(
    "Personal services",
    `5977 Cosmetics
    7210 Laundry and cleaning
    7211 Family laundries
    7216 Dry cleaners
    7217 Carpet and upholstery cleaning
    7221 Photo studios
    7230 Hair and beauty salons
    7251 Shoe repair
    7261 Funeral services
    7277 Counseling
    7278 Buying services
    7297 Massage
    7298 Spas
    7299 Other personal services
    8351 Child care`,
  ),
  group(
    "Education",
    `8211 Schools
    8220 Colleges and universities
    8241 Correspondence schools
    8244 Business and secretarial schools
    8249 Trade schools
    8299 Other schools and courses`,
  ),
  group(
    "Entertainment and sport",
    `7829 Film and video production
    7832 Cinemas
    7841 Video rental
    7911 Dance studios
    7922 Theater and event tickets
    7929 Bands and entertainers
    7932 Billiards
    7933 Bowling
    7941 Sports clubs and promoters
    7991 Attractions and exhibits
    7992 Public golf courses
    7993 Video game supplies
    7994 Video game arcades
    7996 Amusement parks
    7997 Clubs with members and private golf
    7998 Aquariums and zoos
    7999 Other recreation`,
  ),
  group(
    "Gambling",
    `7800 State lotteries, United States
    7801 Online casinos, licensed
    7802 Horse and dog racing, licensed
    7995 Betting, casinos and lottery tickets
    9406 State lotteries, other countries`,
  ),
  group(
    "Cash, quasi-cash and money transfer",
    `4829 Money transfer
    6010 Cash at a bank counter
    6011 Cash from machines
    6050 Quasi-cash at a bank
    6051 Quasi-cash elsewhere, money orders and crypto
    6529 Stored value load at a bank
    6530 Stored value load at a merchant
    6532 Payment at a bank
    6533 Payment at a merchant
    6534 Money transfer at a bank
    6536 Money to a card, same country
    6537 Money to a card, across borders
    6538 Money from a card, to fund a transfer
    6540 Prepaid and stored value elsewhere`,
  ),
  group(
    "Banking, insurance and property",
    `6012 Goods and services of banks
    6211 Securities brokers
    6300 Insurance
    6381 Insurance premiums
    6513 Real estate agents and rent`,
  ),
  group(
    "Adult entertainment and dating",
    `5967 Adult content and calls received
    7273 Dating and escort services`,
  ),
  group(
    "Clubs, charities and religion",
    `8398 Charities
    8641 Civic and social associations
    8651 Political organizations
    8661 Religious organizations
    8675 Automobile associations
    8699 Other membership organizations`,
  ),
  group(
    "Government",
    `9211 Court costs, alimony and child support
    9222 Fines
    9223 Bail and bonds
    9311 Taxes
    9399 Other government services
    9402 Post offices
    9405 Purchases between government offices
    9950 Purchases within one company`,
  ),
];

function group(name: string, lines: string): MerchantCategoryGroup {
  const categories = lines.split("\n").map((line) => {
    const [code = "", ...words] = line.trim().split(" ");
    return { code, name: words.join(" "), isHighRisk: highRisk.has(code) };
  });
  return { name, categories };
}

const byCode: ReadonlyMap<string, MerchantCategory> = new Map(
  merchantCategoryGroups.flatMap(({ categories }) =>
    categories.map((category) => [category.code, category] as const),
  ),
);

/** The category of a code. A code that is not on the list gets a name that says so. */
export function merchantCategory(code: string): MerchantCategory {
  return byCode.get(code) ?? { code, name: "Not on this list", isHighRisk: false };
}

// The codes of single airlines, car rentals and hotels are in these ranges.
const brands = [
  ["3350", "Airline"],
  ["3500", "Car rental"],
  ["3999", "Hotel"],
] as const;

/** What a category is called beside a purchase, also when its code is not on the list. */
export function categoryName(code: string): string {
  const listed = byCode.get(code);
  if (listed) return listed.name;
  const brand = code < "3000" ? undefined : brands.find(([last]) => code <= last);
  return brand?.[1] ?? `Category ${code}`;
}

/** The codes of all high-risk categories. */
export const highRiskCodes: readonly string[] = [...byCode.values()].flatMap(({ code, isHighRisk }) =>
  isHighRisk ? [code] : [],
);

/** Whether a category or its group matches a search. Every word must be part of the code or of a
 *  name. */
export function fitsSearch({ code, name }: MerchantCategory, groupName: string, search: string): boolean {
  const text = `${code} ${name} ${groupName}`.toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
