package names_test

import (
	"slices"
	"testing"

	"habeas/internal/names"
)

// asked is the search of the site: what was typed, in all its ways.
func TestANameIsFoundInEachWayOfWritingIt(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		stored  string
		queries []string
	}{
		{"Mohammed bin Salman", []string{"Muhammad bin Salman", "mohamed ben salman", "bin Salman Mohammed", "محمد بن سلمان", "Mohammad ibn Selman"}},
		{"محمد بن سلمان", []string{"Mohammed bin Salman", "muhammad ben salman"}},
		{"Abdul Aziz Nooristani", []string{"Abdulaziz Nooristani", "abdelaziz nooristani", "Abd al-Aziz nooristani", "abd el aziz", "عبد العزيز"}},
		{"عبد العزيز الرشيد", []string{"Abdulaziz Al-Rashid", "abdul aziz rasheed", "abdelaziz el rachid"}},
		{"Abdurrahman Yasin", []string{"Abdul Rahman Yassin", "abdulrahman", "Abd al-Rahman"}},
		{"Bashar al-Assad", []string{"bachar el-assad", "Bashar el Assad", "Assad, Bashar al"}},
		{"Salah ash-Shami", []string{"Salah al-Shami", "salah el shami", "Salah ash-Shami"}},
		{"Abdel Fattah el-Sisi", []string{"Abdul Fattah as-Sisi", "Abdulfattah al-Sisi"}},
		{"Hassan Rouhani", []string{"Hasan Rohani", "حسن روحانی"}},
		{"أحمد كريم", []string{"احمد كریم", "Ahmed Kareem", "أحـــمد", "أَحْمَد"}},
		{"حسینی", []string{"حسيني", "hosseini", "Husseini"}},
		{"فاطمة", []string{"فاطمه", "Fatemeh"}},
		{"Sergey Lavrov", []string{"Сергей Лавров", "лавров сергей"}},
		{"Volodymyr Zelenskyy", []string{"Володимир Зеленський"}},
		{"Maxim Shchukin", []string{"Максим Щукин"}},
		{"Александр Щукин", []string{"Alexander Shchukin", "Aleksandr Shchukin", "Alexandr Scukin"}},
		{"Κυριάκος Μητσοτάκης", []string{"Kyriakos Mitsotakis", "Kiriakos Mitsotakis"}},
		{"Evgenios Papas", []string{"Ευγένιος Παπάς"}},
		{"Kim Jong Un", []string{"jong-un kim", "KIM Jong-un"}},
		{"김정은", []string{"kim", "Kim jeongeun"}},
		{"박근혜", []string{"Park"}},
		{"Ali Akbar Velayati", []string{"A. Velayati", "Ali A. Velayati", "a a velayati"}},
		{"გიორგი", []string{"Giorgi"}},
		{"Giorgi", []string{"გიორგი"}},
	} {
		stored := names.SearchText(tt.stored)
		for _, q := range tt.queries {
			if !names.MatchAsked(stored, names.Asked(q)) {
				t.Errorf("%q as %q is not found by %q (%q)", tt.stored, stored, q, names.Asked(q))
			}
		}
	}
}

func TestAnotherNameIsNotFoundInAnyWayOfWritingIt(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ stored, query string }{
		{"Mohammed Salman", "Mahmoud Salman"},
		{"Hassan Ali", "Hussein Ali"},
		{"王伟", "王维"}, // sounds the same and is another name
		{"Aziz Khan", "Abdul Aziz Khan"},
		{"Ali Velayati", "B. Velayati"},
		{"Said Omar", "Sayyid Omar"},
		{"Park Chung", "Kim Chung"},
	} {
		if stored := names.SearchText(tt.stored); names.MatchAsked(stored, names.Asked(tt.query)) {
			t.Errorf("%q as %q is found by %q; want not", tt.stored, stored, tt.query)
		}
	}
}

func TestWordsWithASlipShareAForm(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		a, b string
		want bool
	}{
		{"sergei", "serei", true},
		{"sergei", "sergie", true}, // two letters changed places
		{"bashar", "basharr", true},
		{"erdogan", "erdogen", true},
		{"qaddafi", "gaddafi", true},
		{"mohammed", "muhamad", true}, // sounds the same
		{"maria", "pedro", false},
		{"ana", "luis", false},
	} {
		shared := slices.ContainsFunc(names.Forms(tt.a), func(f string) bool { return slices.Contains(names.Forms(tt.b), f) })
		if shared != tt.want {
			t.Errorf("%q and %q share a form: %t, want %t (%q, %q)", tt.a, tt.b, shared, tt.want, names.Forms(tt.a), names.Forms(tt.b))
		}
	}
	for _, word := range []string{"", "a", "王"} {
		if forms := names.Forms(word); forms != nil {
			t.Errorf("%q has the forms %q; want none", word, forms)
		}
	}
}

func TestANearNameIsNearerThanAnother(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ asked, near, far string }{
		{"Serei Lavrov", "Sergei Lavrov", "Sergei Ivanov"},
		{"Moammar Qaddafi", "Muammar Gaddafi", "Muammar Rashid"},
		{"AlisherUsmanov", "Alisher Usmanov", "Alisher Umarov"},
		{"Nikolai Patr ushev", "Nikolai Patrushev", "Nikolai Petrov"},
		{"Vladmir Putin", "Владимир Путин", "Владимир Пушкин"},
		{"Mr. Recep Tayyip Erdogan", "Recep Tayyip Erdoğan", "Recep Peker"},
		{"فرناندو بيريز", "Fernando Pérez", "Fernanda Lopes"},
	} {
		g := names.NewGuess(tt.asked)
		if near, far := g.Nearness(tt.near), g.Nearness(tt.far); near <= far || near < 0.62 {
			t.Errorf("%q is %.2f near %q and %.2f near %q", tt.asked, near, tt.near, far, tt.far)
		}
	}
}

func TestWhatWasFoundIsMarkedInTheLettersOfTheName(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ name, search, want string }{
		{"José García López", "garcia jose", "[José] [García] López"},
		{"José García", "gar", "José [García]"},
		{"Luckey-Lange", "luckey", "[Luckey]-Lange"},
		{"Conor O’Brien", "obrien", "Conor [O’Brien]"},
		{"Juan De la Cruz", "delacruz", "Juan [De la Cruz]"},
		{"Jürgen Müller", "mueller", "Jürgen [Müller]"},
		{"Сергей Лавров", "lavrov", "Сергей [Лавров]"},
		{"Sergey Lavrov", "Лавров", "Sergey [Lavrov]"},
		{"محمد الخطيب", "Mohammed", "[محمد] الخطيب"},
		{"محمد الخطيب", "خطيب", "محمد [الخطيب]"},
		{"علی\u200cرضا کریمی", "كريمي", "علی\u200cرضا [کریمی]"},
		{"刘晓波", "晓波", "刘[晓波]"},
		{"刘晓波", "刘", "[刘]晓波"},
		{"Kim정은", "정은", "Kim[정은]"},
		{"สมชาย", "ชาย", "สม[ชาย]"},
		{"Ali Khamenei", "A. Khamenei", "[Ali] [Khamenei]"},
		{"Ana <b>&", "ana", "[Ana] <b>&"},
		{"Ana", "", "Ana"},
		{"\xff Ana", "ana", "\xff [Ana]"},
	} {
		got, from := "", 0
		for _, s := range names.NewFinder(tt.search).InName(tt.name) {
			got += tt.name[from:s.From] + "[" + tt.name[s.From:s.To] + "]"
			from = s.To
		}
		if got += tt.name[from:]; got != tt.want {
			t.Errorf("%q in %q is marked as %q, want %q", tt.search, tt.name, got, tt.want)
		}
	}
}

func FuzzMarks(f *testing.F) {
	for _, s := range []string{"", "al-Khatib", "王伟 x", "O'Brien", "عبد الله", "\xff", "か\u3099김", "de la"} {
		f.Add(s, s)
	}
	f.Fuzz(func(t *testing.T, text, search string) {
		finder, from := names.NewFinder(search), 0
		for _, s := range append(finder.InName(text), names.Span{From: len(text), To: len(text)}) {
			if s.From < from || s.To < s.From || s.To > len(text) {
				t.Fatalf("%+q in %+q is at %v after %d", search, text, s, from)
			}
			from = s.To
		}
	})
}
