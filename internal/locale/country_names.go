package locale

// ownCountryNames are names that differ from the Unicode tables: states that
// changed their name since, places that the tables name after one side's claim
// or by their capital, and the "&" that running text does not use. Where two
// names are claimed for a place, both are given, as the United Nations do.
var ownCountryNames = map[Lang]map[string]string{
	English: {
		"AG": "Antigua and Barbuda",
		"BA": "Bosnia and Herzegovina",
		"BL": "Saint Barthélemy",
		"CD": "Democratic Republic of the Congo",
		"CG": "Republic of the Congo",
		"CV": "Cabo Verde",
		"FK": "Falkland Islands (Malvinas)",
		"HK": "Hong Kong",
		"HM": "Heard and McDonald Islands",
		"KN": "Saint Kitts and Nevis",
		"LC": "Saint Lucia",
		"MF": "Saint Martin",
		"MK": "North Macedonia",
		"MM": "Myanmar",
		"MO": "Macao",
		"PM": "Saint Pierre and Miquelon",
		"PS": "Palestine",
		"SH": "Saint Helena",
		"SJ": "Svalbard and Jan Mayen",
		"ST": "São Tomé and Príncipe",
		"SZ": "Eswatini",
		"TC": "Turks and Caicos Islands",
		"TR": "Türkiye",
		"TT": "Trinidad and Tobago",
		"TW": "Taiwan",
		"UM": "United States Outlying Islands",
		"VC": "Saint Vincent and the Grenadines",
		"VI": "United States Virgin Islands",
		"WF": "Wallis and Futuna",
		"XK": "Kosovo",
	},
	Spanish: {
		"BY": "Belarús",
		"CI": "Costa de Marfil",
		"FK": "Islas Malvinas (Falkland)",
		"HK": "Hong Kong",
		"MK": "Macedonia del Norte",
		"MM": "Myanmar",
		"MO": "Macao",
		"PS": "Palestina",
		"SA": "Arabia Saudita",
		"SX": "San Martín (parte neerlandesa)",
		"MF": "San Martín (parte francesa)",
		"SZ": "Esuatini",
		"TR": "Turquía",
		"TW": "Taiwán",
		"UM": "Islas menores alejadas de los Estados Unidos",
		"VI": "Islas Vírgenes de los Estados Unidos",
		"XK": "Kosovo",
	},
	Portuguese: {
		"CD": "República Democrática do Congo", "CG": "República do Congo", "FK": "Ilhas Malvinas (Falkland)", "HK": "Hong Kong", "MK": "Macedónia do Norte",
		"MM": "Mianmar", "MO": "Macau", "PS": "Palestina", "SZ": "Essuatíni",
	},
	French: {
		"CD": "République démocratique du Congo", "CG": "République du Congo", "FK": "Îles Malouines (Falkland)", "HK": "Hong Kong", "MK": "Macédoine du Nord",
		"MM": "Myanmar", "MO": "Macao", "PS": "Palestine", "SZ": "Eswatini",
	},
	Russian: {
		"CD": "Демократическая Республика Конго", "CG": "Республика Конго", "FK": "Фолклендские (Мальвинские) острова", "HK": "Гонконг", "MK": "Северная Македония",
		"MM": "Мьянма", "MO": "Макао", "PS": "Палестина", "SZ": "Эсватини",
	},
	Arabic: {
		"CD": "جمهورية الكونغو الديمقراطية", "CG": "جمهورية الكونغو", "FK": "جزر فوكلاند (مالفيناس)", "HK": "هونغ كونغ", "MK": "مقدونيا الشمالية",
		"MM": "ميانمار", "MO": "ماكاو", "PS": "فلسطين", "SZ": "إسواتيني",
	},
	Persian: {
		"CD": "جمهوری دموکراتیک کنگو", "CG": "جمهوری کنگو", "FK": "جزایر فالکلند (مالویناس)", "HK": "هنگ\u200cکنگ", "MK": "مقدونیهٔ شمالی",
		"MM": "میانمار", "MO": "ماکائو", "PS": "فلسطین", "SZ": "اسواتینی",
	},
	Chinese: {
		"CD": "刚果民主共和国", "CG": "刚果共和国", "FK": "福克兰群岛（马尔维纳斯）", "HK": "香港", "MK": "北马其顿",
		"MO": "澳门", "PS": "巴勒斯坦",
	},
}
