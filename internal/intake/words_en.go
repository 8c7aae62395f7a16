package intake

import "habeas/internal/casebook"

// englishWords are the words of English-language reporting.
func englishWords() *vocabulary {
	v := &vocabulary{
		months: map[string]int{"january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8, "september": 9,
			"october": 10, "november": 11, "december": 12, "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sept": 9, "sep": 9, "oct": 10, "nov": 11, "dec": 12},
		weekdays: map[string]int{"sunday": 0, "monday": 1, "tuesday": 2, "wednesday": 3, "thursday": 4, "friday": 5, "saturday": 6},
		figures: map[string]int{"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
			"twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19},
		tens:   map[string]int{"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90},
		scales: map[string]int{"hundred": 100, "thousand": 1000},
		vague: phrasesOf(map[string]vagueness{
			"dozens,scores,hundreds,thousands,tens of thousands,several,many,multiple,numerous,some,few,a few,a handful,a number,several dozen,several hundred,various," +
				"a significant number,significant numbers,a large number,large numbers,a small number,small numbers,a growing number,a small portion,a small fraction,a small group,a group,a portion,a fraction": {},
			"a dozen": {12, casebook.About}, "half a dozen": {6, casebook.About}, "a hundred": {100, casebook.About}, "a couple": {2, casebook.About},
			"a pair": {2, casebook.Exactly},
		}),
		before: phrasesOf(map[string]casebook.Qualifier{
			"at least,no fewer than,no less than,not less than,a minimum of":                              casebook.AtLeast,
			"more than,over,upwards of,upward of,in excess of,well over":                                  casebook.MoreThan,
			"about,around,roughly,approximately,some,nearly,almost,close to,an estimated,estimated,circa": casebook.About,
			"at most,up to,no more than,as many as,a maximum of":                                          casebook.AtMost,
			"fewer than,less than,under":                                                                  casebook.FewerThan,
		}),
		after:  phrasesOf(map[string]casebook.Qualifier{"or more": casebook.AtLeast, "or so": casebook.About, "or fewer": casebook.AtMost}),
		ranges: []between{{"between", "and"}, {"from", "to"}, {"", "to"}, {"", "-"}, {"", "–"}, {"", "or"}},
		people: set(`people person persons individuals prisoners prisoner detainees detainee inmates inmate captives hostages hostage citizens citizen nationals national
			journalists journalist reporters activists activist protesters protester demonstrators opponents dissidents politicians lawmakers lawyers students student women woman men man
			children minors teenagers adolescents teachers workers employees soldiers officers officials police figures figure leaders leader members relatives civilians foreigners migrants
			passengers passenger tourists travelers travellers contractors sailors crew priests nuns bishops doctors nurses unionists union-members families clients supporters critics bodies
			victims suspects fighters residents refugees defenders executives engineers businessmen missionaries deportees returnees`),
		heldNouns: set("prisoners prisoner detainees detainee inmates inmate captives hostages hostage"),
		measures: stemsOf(map[string]casebook.Measure{
			"releas freed freeing frees. freedom liberat unconditionally":                                                                         "released",
			"detain held hold. holds. holding imprison jail. jailed jailing languish incarcerat captive. custody. bars. prison. jail. wrongfully": "held",
			"arrest captur round-up rounded seized. apprehend kidnap abduct":                                                                      "arrested",
			"disappear missing vanish":                             "disappeared",
			"died. die. dies. dead. killed execut. death. deaths.": "died",
			"verif":    "verified",
			"ordered.": "ordered",
		}),
		inside:    set("custody bars prison jail"),
		auxiliary: set("was were been be being are is have has had"),
		bounds:    phrasesOf(map[string]bool{"who,which,whom,whose,but,while,after,following,although,though,because,including,; ,when,since,before,despite,as well as,among": true}),
		pool:      phrasesOf(map[string]bool{"out of,of the,of its,of their,of some,of about,of more than,of at least,of roughly,tally of,total of,list of,among the,among its,of an estimated": true}),
		promises:  phrasesOf(map[string]bool{"would,will,to start,plans to,plan to,promised,pledged,pledge,announced it would,vowed,agreed to,set to,ordered the release": true}),
		of:        set("of"),
		fillers:   set("such the these those other more additional further u s"),
		says: set(`said says say told tells reported reports report announced announces announce claimed claims claim confirmed confirms confirm estimated estimates estimate warned warns warn stated
			states insisted insists acknowledged acknowledges denied denies wrote writes added adds put puts counted counts documented documents verified verifies registered recorded tallied believe believes
			condemned alleged alleges noted notes reiterated tweeted posted believed`),
		according: phrasesOf(map[string]bool{"according to,as reported by,reported by,according to the,per": true}),
		adverbs:   set("has have had also earlier later previously then repeatedly first reportedly so far now still initially already recently just on in a an the this week day statement which that publicly"),
		passives:  set("been were was be being are not never"), determiners: set("a an the this its their"),
		stops: set("that which who whom what when while as after before since because but and or if though although where then than"),
		today: phrasesOf(map[string]int{"today,tonight,this morning,this afternoon,this evening": 0, "yesterday,last night": -1, "the day before yesterday": -2, "tomorrow": 1}),
		spans: phrasesOf(map[string]spanOfDays{
			"last week,the previous week,the past week": "last_week", "this week,earlier this week": "this_week", "over the weekend,the weekend,last weekend,at the weekend,this weekend": "weekend",
			"last month": "last_month", "this month,earlier this month": "this_month", "last year": "last_year", "this year,earlier this year": "this_year", "next week": "next_week",
			"in recent months,recent months,recent weeks,in recent weeks,in recent days,recent days": "recent",
		}),
		ago: agoWords{tail: "ago", units: map[string]string{"day": "day", "days": "day", "week": "week", "weeks": "week", "month": "month", "months": "month", "year": "year", "years": "year"}},
		leading: phrasesOf(map[string]Stands{"after,following,in the aftermath of,since then": After, "since,from": Since, "before,ahead of,until,prior to": Before,
			"as of,by": AsOf}),
		sameDay:    phrasesOf(map[string]bool{"the same day,that day,that same day,on the day": true}),
		sameYear:   phrasesOf(map[string]bool{"of the same year,that year,of that year,that same year,the same year": true}),
		lastBefore: set("last past previous"), nextBefore: set("next coming"), lastAfter: set("last"),
		future:     phrasesOf(map[string]bool{"will,is scheduled,are scheduled,ahead of,upcoming,is expected,are expected,is due,are due,next,is set to,are set to,scheduled for,to be held": true}),
		inYear:     set("in since by during of until before after from through late early mid"),
		yearNouns:  set("election elections vote protests protest demonstrations uprising coup referendum presidential parliamentary legislative disputed general crackdown revolution raid operation agreement deal swap constitution"),
		articles:   set("the late early last mid"),
		dayNoise:   set("early late morning afternoon evening night earlier later"),
		monthWords: set("march may mar jan dec sep"), inMonth: set("in since last during early late mid until by of this from"),
		titles: set("president vice-president minister senator secretary judge general colonel captain mr mrs ms dr professor prof rep representative ambassador attorney lawyer activist journalist leader head director spokesman spokeswoman spokesperson prosecutor commissioner bishop father sister pastor king queen prince sheikh ayatollah"),
		nobody: set(`the a an in on at of for from by to and or but state department house white new york times post united states nations embassy foro penal human rights watch amnesty international
			senate congress court ministry government party army guard force forces operation truth social level caribbean pacific north south east west central latin america american americans
			venezuelan venezuelans spanish russian washington capital city university news press agency street avenue river sea bay airport port republican democrat democrats nobel peace prize
			associated reuters cnn bbc foreign interior justice defense defence national supreme federal office committee council commission union european world bank red cross church
			monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december
			i we he she they it his her their our this that these those there after before while when since as if despite although many some most several no not yes early late following since over under during`),
		joining: set("de del la las los da dos van von der bin ibn al el y"),
		places:  set("prison jail penitentiary barracks lockup"),
	}
	v.triggers = englishTriggers()
	v.nouns = union(v.auxiliary, set("and or , . ; : ( ) — – by to in on at from with for"))
	return v
}

func englishTriggers() stems[trigger] {
	return stemsOf(map[string]trigger{
		"releas freed freeing frees. liberat freed.":                               {IsRelease, ""},
		"pardon amnest swap. swapped":                                              {IsRelease, ""},
		"arrest detain. detained detaining captur seized. apprehend kidnap abduct": {InCase, casebook.Taken},
		"removing. removed. taken. dragged. hauled":                                {InCase, casebook.Taken},
		"disappear vanish missing.":                                                {InCase, casebook.Missing},
		"charged. charges. charging indict":                                        {InCase, "charged"},
		"sentenc":                                                                  {InCase, "sentenced"},
		"convict. convicted conviction":                                            {InCase, "verdict"},
		"trial. trials. tried.":                                                    {InCase, "trial_opened"},
		"hearing. hearings. arraign":                                               {InCase, "hearing"},
		"appeal. appealed. appeals.":                                               {InCase, "appeal"},
		"transferr relocat":                                                        {InCase, casebook.Moved},
		"hospitali":                                                                {InCase, casebook.Hospitalised},
		"hunger.":                                                                  {InCase, "hunger_strike"},
		"deport":                                                                   {InCase, casebook.Deported},
		"extradit":                                                                 {InCase, casebook.Extradited},
		"escap":                                                                    {InCase, casebook.Escaped},
		"rescu":                                                                    {InCase, casebook.Rescued},
		"died. dies. killed. executed. death. deaths.":                             {InCase, casebook.Died},
		"said. says. told. reiterat condemn pledg announc statement warned. called. insisted. confirmed. denied. urging. wrote. tweeted. posted.":                                                                                                                                         {IsSaid, ""},
		"operation operations raid raids election elections vote. protest strike strikes sanction withdrew withdrawn suspend recogni ceased. evacuat warning alert blockade coup. initiated. began. begun. launched. ordered. signed. issued. installed. became. talks. negotiat escalat": {InCountry, ""},
	})
}
