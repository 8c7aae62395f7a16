package intake

import "habeas/internal/casebook"

// spanishWords are the words of Spanish-language reporting, without accents.
func spanishWords() *vocabulary {
	v := &vocabulary{
		months: map[string]int{"enero": 1, "febrero": 2, "marzo": 3, "abril": 4, "mayo": 5, "junio": 6, "julio": 7, "agosto": 8, "septiembre": 9, "setiembre": 9,
			"octubre": 10, "noviembre": 11, "diciembre": 12},
		weekdays: map[string]int{"domingo": 0, "lunes": 1, "martes": 2, "miercoles": 3, "jueves": 4, "viernes": 5, "sabado": 6},
		figures: map[string]int{"uno": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7, "ocho": 8, "nueve": 9, "diez": 10, "once": 11, "doce": 12,
			"trece": 13, "catorce": 14, "quince": 15, "dieciseis": 16, "diecisiete": 17, "dieciocho": 18, "diecinueve": 19, "veinte": 20, "veintiuno": 21, "veintiun": 21,
			"veintidos": 22, "veintitres": 23, "veinticuatro": 24, "veinticinco": 25, "veintiseis": 26, "veintisiete": 27, "veintiocho": 28, "veintinueve": 29,
			"doscientos": 200, "doscientas": 200, "trescientos": 300, "trescientas": 300, "cuatrocientos": 400, "cuatrocientas": 400, "quinientos": 500, "quinientas": 500, "seiscientos": 600,
			"seiscientas": 600, "setecientos": 700, "setecientas": 700, "ochocientos": 800, "ochocientas": 800, "novecientos": 900, "novecientas": 900, "cien": 100, "mil": 1000},
		tens:   map[string]int{"treinta": 30, "cuarenta": 40, "cincuenta": 50, "sesenta": 60, "setenta": 70, "ochenta": 80, "noventa": 90, "ciento": 100},
		scales: map[string]int{"mil": 1000},
		vague: phrasesOf(map[string]vagueness{
			"decenas,docenas,centenares,cientos,miles,decenas de miles,varios,varias,muchos,muchas,numerosos,numerosas,algunos,algunas,unos cuantos,unas cuantas,unos pocos,unas pocas,un punado,un grupo," +
				"un numero importante,un numero significativo,un numero indeterminado,un gran numero,gran numero,una parte,una pequena parte,un pequeno grupo,multiples,diversos,diversas": {},
			"una decena": {10, casebook.About}, "una docena": {12, casebook.About}, "una quincena": {15, casebook.About}, "una veintena": {20, casebook.About},
			"una treintena": {30, casebook.About}, "una cuarentena": {40, casebook.About}, "medio centenar": {50, casebook.About}, "un centenar": {100, casebook.About}, "un millar": {1000, casebook.About},
			"media docena": {6, casebook.About}, "un par": {2, casebook.About},
		}),
		before: phrasesOf(map[string]casebook.Qualifier{
			"al menos,por lo menos,cuando menos,como minimo,no menos de,un minimo de":                            casebook.AtLeast,
			"mas de,mas que,por encima de":                                                                       casebook.MoreThan,
			"unos,unas,alrededor de,cerca de,casi,aproximadamente,en torno a,aproximadamente unos,cerca de unos": casebook.About,
			"hasta,a lo sumo,como maximo,no mas de,un maximo de":                                                 casebook.AtMost,
			"menos de": casebook.FewerThan,
		}),
		after:  phrasesOf(map[string]casebook.Qualifier{"o mas": casebook.AtLeast, "como minimo,por lo menos,al menos": casebook.AtLeast, "aproximadamente": casebook.About}),
		ranges: []between{{"entre", "y"}, {"de", "a"}, {"", "a"}, {"", "o"}, {"", "-"}, {"", "–"}},
		people: set(`persona personas presos preso presas detenidos detenido detenidas detenida reclusos recluso reclusas internos internas rehenes rehen cautivos ciudadanos ciudadano ciudadanas ciudadana
			nacionales periodistas periodista reporteros activistas activista manifestantes opositores opositor disidentes politicos dirigentes dirigente diputados abogados abogado estudiantes estudiante
			mujeres mujer hombres hombre ninos ninas menores adolescentes jovenes docentes profesores trabajadores trabajador empleados soldados militares oficiales funcionarios policias lideres lider
			familiares civiles extranjeros extranjeras migrantes pasajeros turistas viajeros sacerdotes monjas medicos enfermeras sindicalistas defensores victimas sospechosos vecinos residentes campesinos
			indigenas refugiados excarcelados liberados arrestados encarcelados desaparecidos fallecidos muertos tripulantes marineros empresarios misioneros deportados`),
		heldNouns: set("presos preso presas detenidos detenido detenidas detenida reclusos recluso reclusas internos internas rehenes rehen cautivos encarcelados arrestados"),
		measures: stemsOf(map[string]casebook.Measure{
			"excarcel liberad liberar libero. liberan liberaci liberand liberen libertad. solto. soltaron indult amnist":                     "released",
			"mantiene retien retenid encarcel preso. presos. presas. recluid detenid prision. carcel. custodia. permanec cautiv privad sigu": "held",
			"arrest captur detuv detencion aprehen secuestr apres":                                                                           "arrested",
			"desaparec desaparici":               "disappeared",
			"muri muert falleci asesinad ejecut": "died",
			"verific":                            "verified",
			"ordenad ordeno.":                    "ordered",
		}),
		inside:    set("prision carcel custodia"),
		auxiliary: set("fue fueron ha han habia habian sido ser es son estan esta siguen sigue estaban estar fuera fueran haber sean quedaron quedo salieron salio"),
		bounds:    phrasesOf(map[string]bool{"que,quien,quienes,cuyo,cuya,pero,mientras,tras,despues de,aunque,porque,incluidos,incluidas,entre ellos,entre ellas,cuando,desde,antes de,; ,ademas de,luego de,entre los": true}),
		pool:      phrasesOf(map[string]bool{"de los,de las,de sus,de un total de,de entre,de mas de,del total de,lista de,entre los,entre las": true}),
		promises:  phrasesOf(map[string]bool{"anuncio la liberacion,anuncio la excarcelacion,prometio,liberara,liberaran,excarcelara,excarcelaran,sera liberado,seran liberados,seran excarcelados,comenzara,va a liberar,se comprometio": true}),
		of:        set("de"),
		fillers:   set("los las el la estos esas esos otros otras mas adicionales dichos dichas tales"),
		says: set(`dijo dijeron dice dicen denuncian informan aseguran afirman confirman reportan senalan indican anuncian contabilizan documentan registran verifican sostienen advierten informo informaron informa aseguro aseguraron asegura afirmo afirmaron afirma denuncio denunciaron denuncia anuncio anunciaron anuncia confirmo confirmaron confirma
			estimo estiman estima calcula calculan reporto reportaron reporta senalo senalaron senala indico indicaron indica declaro declararon detallo detallaron cifro cifra contabiliza contabilizo registra
			registro documento documenta verifico verifica sostuvo sostiene advirtio explico explicaron nego negaron admitio reconocio preciso precisaron reitero escribio publico manifesto expreso acuso conto`),
		according: phrasesOf(map[string]bool{"segun,de acuerdo con,de acuerdo a,conforme a,a decir de,en palabras de,segun la,segun el": true}),
		adverbs:   set("ha han habia tambien este esta ayer hoy ya luego despues antes ademas en un una el la comunicado lunes martes miercoles jueves viernes sabado domingo se lo le que asi"),
		passives:  set("sido fue fueron no nunca"), determiners: set("un una el la los las su sus esta este ese esa al del"),
		stops:    set("que quien quienes cuando mientras tras porque pero y o si aunque donde como desde antes cual cuyo"),
		inverted: true,
		today:    phrasesOf(map[string]int{"hoy,esta manana,esta tarde,esta noche": 0, "ayer,anoche": -1, "anteayer,antier,antes de ayer": -2}),
		spans: phrasesOf(map[string]spanOfDays{
			"la semana pasada,la pasada semana": "last_week", "esta semana,a principios de semana": "this_week", "el fin de semana,este fin de semana,el pasado fin de semana,el fin de semana pasado": "weekend",
			"el mes pasado,el pasado mes": "last_month", "este mes": "this_month", "el ano pasado,el pasado ano": "last_year", "este ano": "this_year", "la proxima semana,la semana proxima,la semana que viene": "next_week",
			"en los ultimos meses,los ultimos meses,las ultimas semanas,en las ultimas semanas,los ultimos dias,en los ultimos dias": "recent",
		}),
		ago: agoWords{lead: "hace", units: map[string]string{"dia": "day", "dias": "day", "semana": "week", "semanas": "week", "mes": "month", "meses": "month", "ano": "year", "anos": "year"}},
		leading: phrasesOf(map[string]Stands{"tras,despues de,luego de,tras el,tras la,tras las": After, "desde,desde el,a partir de,a partir del,desde la": Since,
			"antes de,antes del,hasta,hasta el": Before, "al,para el": AsOf}),
		sameDay:    phrasesOf(map[string]bool{"el mismo dia,ese mismo dia,ese dia,aquel dia": true}),
		sameYear:   phrasesOf(map[string]bool{"del mismo ano,de ese ano,de ese mismo ano,de aquel ano": true}),
		lastBefore: set("pasado ultimo"), nextBefore: set("proximo"), lastAfter: set("pasado ultimo"),
		future:     phrasesOf(map[string]bool{"sera,seran,esta previsto,esta prevista,se celebrara,tendra lugar,esta programado,esta programada,proximo,debera,comparecera,se reunira,viajara": true}),
		inYear:     set("en de desde del hasta ano durante tras mediados principios finales"),
		yearNouns:  set("elecciones eleccion comicios protestas protesta golpe referendo referendum crisis represion operativo operacion acuerdo canje presidenciales legislativas parlamentarias"),
		articles:   set("el la pasado ultimo este"),
		dayNoise:   set("temprano noche tarde manana madrugada"),
		monthWords: map[string]bool{}, inMonth: set("en de desde hasta del durante mediados principios finales pasado"),
		titles: set("presidente presidenta vicepresidente vicepresidenta ministro ministra canciller senador senadora diputado diputada secretario secretaria juez jueza fiscal general coronel capitan senor senora sr sra srta don dona doctor doctora dr dra profesor profesora periodista activista abogado abogada lider director directora portavoz vocero vocera embajador embajadora obispo padre sor monsenor dirigente sindicalista"),
		nobody: set(`el la los las un una en a al de del por para y o pero que segun tras desde hasta como cuando mientras aunque entre sobre este esta estos estas ese esa su sus se no si ya mas muchos varios
			estado estados unidos departamento gobierno ministerio naciones embajada casa blanca foro penal derechos humanos amnistia internacional observatorio venezolano organizacion organizaciones
			asamblea nacional tribunal supremo corte fiscalia guardia fuerza fuerzas armada operacion servicio inteligencia centro penitenciario carcel penal prision policia comision comite consejo
			america latina norte sur este oeste caribe union europea nueva york washington ciudad universidad agencia prensa iglesia cruz roja partido plaza calle avenida
			lunes martes miercoles jueves viernes sabado domingo enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre onu oea cidh ong eeuu`),
		joining:  set("de del la las los y e da dos van von al el"),
		places:   set("prision carcel penal penitenciaria reten centro penitenciario"),
		ofPlaces: true,
	}
	v.triggers = spanishTriggers()
	v.nouns = union(v.auxiliary, set("y o , . ; : ( ) — – por a en con para al desde hasta"))
	return v
}

func spanishTriggers() stems[trigger] {
	return stemsOf(map[string]trigger{
		"excarcel liberad liberar libero. liberan liberaci liberand libertad. indult amnist canje solto. soltaron": {IsRelease, ""},
		"arrest captur detenid detener detien detuv aprehen secuestr apres":                                        {InCase, casebook.Taken},
		"desaparec desaparici":                           {InCase, casebook.Missing},
		"imput acusad cargos. procesad":                  {InCase, "charged"},
		"sentenci condenad condeno. condena. condenaron": {InCase, "sentenced"},
		"veredict culpable.":                             {InCase, "verdict"},
		"juicio juzgad":                                  {InCase, "trial_opened"},
		"audiencia":                                      {InCase, "hearing"},
		"apelaci apel":                                   {InCase, "appeal"},
		"traslad":                                        {InCase, casebook.Moved},
		"hospitaliz":                                     {InCase, casebook.Hospitalised},
		"huelga.":                                        {InCase, "hunger_strike"},
		"deport":                                         {InCase, casebook.Deported},
		"extradit extradic":                              {InCase, casebook.Extradited},
		"escap fug":                                      {InCase, casebook.Escaped},
		"rescat":                                         {InCase, casebook.Rescued},
		"muri muert falleci asesinad":                    {InCase, casebook.Died},
		"dijo. dijeron. anunci aseguro. afirmo. declaro. denunci. informo. informaron. nego. comunicado advirtio. escribio. publico. confirmo. reitero.":                         {IsSaid, ""},
		"operaci operativo eleccion protesta bombardeo ataque sancion ruptura reconoci suspend decreto alerta bloqueo golpe. comenz inici firmo. asumio. negociaci reanud retir": {InCountry, ""},
	})
}
