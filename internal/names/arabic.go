package names

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

// Arabic names are written in Latin letters by ear: in English, French or
// German, as heard in Cairo, Rabat, Tehran or Kabul. No rule gives all that is
// met, so the names that most people bear stand here in the spellings of the
// press, of passports and of sanctions lists: each line is one name, first as
// it is written in Arabic or Persian, folded, then in Latin letters. A word of
// a line is found by every other word of it. Another name of the same root
// (Ḥāmid, Ḥamīd) has a line of its own; nicknames have none.
const arabicNames = `
محمد muhammad mohammed mohamed mohammad mohamad muhammed muhamad muhamed mahamed maxamed
احمد ahmad ahmed achmad axmed
محمود mahmud mahmoud mahmood mehmood
حامد hamid hamed
حميد hamid hameed
حسن hasan hassan
حسين husayn hussein hussain husain husein hossein hosein hussien houcine hocine
حسيني husayni husseini hussaini hosseini hoseini husaini
علي ali aly
عمر umar omar cumar
عثمان uthman othman osman usman cusmaan
اسامه usama osama oussama ousama
عبدالله abdullah abdallah abdulla abdellah abdollah abdullahi cabdullaahi cabdullaah
يوسف yusuf yousef youssef yousuf yusef youssouf yousif yusif
يونس yunus younes younis yunis younus
ابراهيم ibrahim ebrahim ibraheem brahim
اسماعيل ismail ismael esmail ismaeel esmaeil
خالد khalid khaled
خليل khalil khaleel
صالح salih saleh
سعيد said saeed saeid
سيد sayyid sayyed sayed seyyed seyed syed sayid
رشيد rashid rasheed rachid
رضا rida reza riza ridha
جمال jamal gamal djamal djamel jamel
جلال jalal galal djalal
جعفر jafar jaafar gaafar djafar jafer
جواد jawad javad
جهاد jihad jehad djihad
كريم karim kareem
رحيم rahim raheem
روحاني ruhani rouhani rohani
سليم salim saleem selim
سالم salim salem
سليمان sulayman suleiman sulaiman soleiman soliman suleyman sleiman slimane
سلمان salman selman
سلطان sultan soltan
سعود saud saoud
سمير samir sameer
مصطفي mustafa mostafa moustafa mustapha moustapha
مرتضي murtada murtaza morteza mortaza
مجتبي mujtaba mojtaba
موسي musa mousa moussa
عيسي isa issa eissa ciise
يحيي yahya yehia yahia
مهدي mahdi mehdi
هادي hadi hady
هاني hani hany
شادي shadi shady
رامي rami ramy
منير munir mounir mouneer muneer
منصور mansur mansour mansoor
مسعود masud masoud massoud masood
محسن muhsin mohsen mohsin muhsen
ماجد majid maged majed
مجيد majid majeed
مروان marwan merouane
معمر muammar moammar mouammar muamar
قذافي qadhafi qaddafi gaddafi kadhafi gadhafi kaddafi qadafi
نور nur noor nour
نورالدين nuraldin nureddin noureddine nooruddin nuruddin noureddin nouredine
ناصر nasir nasser naser
نصرالله nasrallah nasrullah nasrollah
نجيب najib naguib najeeb
نبيل nabil nabeel
طارق tariq tarek tarik tareq
فيصل faysal faisal feisal faycal
فواد fuad fouad foad
فوزي fawzi fouzi faouzi fawzy
فريد farid fareed ferid
قاسم qasim qasem kassem kasim qassem ghasem qassim
باسم basim bassem basem bassim
باقر baqir bagher baqer
بشار bashar bachar
بشير bashir bachir basheer
بلال bilal belal
توفيق tawfiq toufik tawfik tewfik taoufik
رفيق rafiq rafik rafeeq
صادق sadiq sadegh sadeq sadek sadik
صديق siddiq seddiq siddique seddik
وليد walid waleed oualid
ايمن ayman aymen
هشام hisham hesham hicham
هيثم haytham haitham haithem
شريف sharif sherif cherif shareef
شيخ shaykh sheikh shaikh sheik cheikh
عزيز aziz azeez
لطيف latif lateef
انور anwar anouar
امين amin ameen amine
اميره amira ameera
ياسر yasir yasser yaser yassir
ياسين yasin yassin yassine yaseen
يعقوب yaqub yaqoub yaqoob yacoub yakub
داود dawud dawood daoud daud davud daood
زكريا zakariya zakaria zakariyya zakarya
زين zayn zain zein zine
زيد zayd zaid zeid
ادريس idris idriss driss
الياس ilyas elias ilias
حمزه hamza hamzah hamzeh
حيدر haydar haider heydar hyder haidar
حبيب habib habeeb
عادل adil adel
عاطف atif atef
عامر amir amer
امير amir ameer emir
عماد imad emad
عصام isam essam issam
عاصم asim assem asem
غسان ghassan ghasan
فاطمه fatima fatma fatemeh fatimah fateme faduma
زينب zaynab zainab zeinab zeynab zineb
مريم maryam mariam meriem maryem
خديجه khadija khadijah khadijeh khadidja
عائشه aisha ayesha aicha aysha aishah
ليلي layla leila laila leyla
ساره sara sarah
هدي huda hoda houda
نسرين nasrin nasreen nesrine
ناديه nadia nadiya nadya
ملا mulla mullah
قاري qari kari
سيف sayf saif seif
شمس shams chams
حاج haji hajj hadj
رحمن rahman rahmane
قادر qadir qader kader kadir
حكيم hakim hakeem
غفور ghafur ghafoor ghafour
جليل jalil jaleel djalil
مالك malik malek
سلام salam salaam
رزاق razzaq razak razzak
وهاب wahab wahhab ouahab
حق haq haqq
`

// related words are those of other spellings of the same name.
type related map[string][]string

// relatives reads a list of names, one a line.
func relatives(lists ...string) related {
	all := related{}
	for _, list := range lists {
		for line := range strings.Lines(list) {
			words := strings.Fields(Fold(line))
			for _, word := range words {
				all[word] = append(all[word], words...)
			}
		}
	}
	return all
}

// otherSpellings are made when the first name is looked at.
var otherSpellings = sync.OnceValue(func() related { return relatives(arabicNames) })

// arabicParticles are the small words of Arabic names with the ways in which
// each is written; they are folded.
var arabicParticles = [][]string{
	{"ابن", "بن", "bin", "ibn", "ben"},
	{"ابو", "abu", "abou", "abo"},
	{"al", "el", "ul"},
}

// servant are the beginnings of names with ʿabd al-, servant of the.
var servant = []string{"abdul", "abdel", "abdal", "abdol", "abdoul"}

// addArabicWords adds how the words of an Arabic name are also written, and the
// small ones between them; words is one name, folded.
func (s *searchText) addArabicWords(words []string) {
	for i, word := range words {
		s.add(otherSpellings()[word]...)
		for _, ways := range arabicParticles {
			if slices.Contains(ways, word) && i+1 < len(words) {
				s.add(ways...)
			}
		}
		rest := words[i+1:]
		switch {
		case len(rest) > 0 && slices.Contains(servant, word):
			s.addServant(rest[0])
		case len(rest) > 1 && word == "abd" && isArticle(rest[0], rest[1]):
			s.addServant(rest[1])
		case len(rest) > 0 && word == "عبد":
			s.addArabic(word + rest[0])
		case servantOf(word) != "":
			s.addServant(servantOf(word))
		}
		if len(rest) > 0 && isArticle(word, rest[0]) {
			s.addArticle(rest[0])
		}
	}
}

// addServant adds the ways to write ʿabd al- before a word.
func (s *searchText) addServant(of string) {
	s.add("abd", of, "عبد")
	s.add(servant...)
	for _, spelling := range otherSpellings()[of] {
		if s.add(spelling); spelling[0] >= utf8.RuneSelf {
			s.add("ال"+spelling, "عبدال"+spelling)
		}
	}
	for _, begins := range servant {
		s.add(begins + of)
	}
	s.addArticle(of)
}

// addArticle adds the ways to write the article before a word: al- and el-,
// and what it sounds like before a letter of the sun (ash-Shami, es-Sisi).
func (s *searchText) addArticle(word string) {
	s.add("al", "el", "al"+word, "el"+word)
	if sun := sunLetter(word); sun != "" {
		s.add("a"+sun, "e"+sun)
	}
}

// isArticle reports whether a word is the article of the one that follows.
func isArticle(word, next string) bool {
	if word == "al" || word == "el" || word == "ul" {
		return true
	}
	sun := sunLetter(next)
	return sun != "" && (word == "a"+sun || word == "e"+sun)
}

// sunLetter gives the letters at the beginning of a word that the article
// takes on, none before a letter of the moon.
func sunLetter(word string) string {
	for _, letters := range []string{"sh", "th", "dh", "t", "d", "r", "z", "s", "n"} {
		if strings.HasPrefix(word, letters) {
			return letters
		}
	}
	return ""
}

// servantOf gives what follows ʿabd al- in a name written as one word, nothing
// when the word is none: abdelaziz, abdurrahman. ʿAbdallāh is a name of its own.
func servantOf(word string) string {
	rest, ok := strings.CutPrefix(word, "abd")
	of := strings.TrimLeft(rest, "aeou")
	switch {
	case !ok || of == rest || len(of) < 4 || strings.HasPrefix(of, "lla"):
		return ""
	case of[0] == 'l' || of[0] == of[1]:
		return of[1:]
	}
	return ""
}

// addArabic adds what is written differently in Arabic letters: عبدالله as two
// words, and الخطيب without its article, each in Latin letters, too, where it
// is a name of the list.
func (s *searchText) addArabic(folded string) {
	const abd, article = "عبد", "ال"
	s.add(otherSpellings()[folded]...)
	if rest, ok := strings.CutPrefix(folded, abd); ok && strings.HasPrefix(rest, article) {
		s.add(abd)
		s.add(pieces(rest)...)
		s.addArabic(rest)
		for _, latin := range otherSpellings()[strings.TrimPrefix(rest, article)] {
			if latin[0] < utf8.RuneSelf {
				s.addServant(latin)
			}
		}
	}
	if rest, ok := strings.CutPrefix(folded, article); ok && utf8.RuneCountInString(rest) >= 3 {
		s.add(pieces(rest)...)
		s.add("al", "el")
		s.add(otherSpellings()[rest]...)
		s.add(romanise(rest)...)
	}
}
