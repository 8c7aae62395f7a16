package names

import "sync"

// koreanFamilies are the family names of nine in ten Koreans with the spellings
// that people use for themselves, which no system of romanisation gives; the
// north writes Ri and Pak where the south writes Lee and Park.
const koreanFamilies = `
김 kim gim
이 lee yi rhee
리 ri lee rhee
박 park pak bak
최 choi choe
정 jung jeong chung jong
강 kang gang
조 cho jo
윤 yoon yun
장 jang chang
임 lim im rim
한 han
오 oh o
서 seo suh
신 shin sin
권 kwon gwon
황 hwang
안 ahn an
류 ryu yoo
유 yoo yu ryu
전 jeon chun jon
고 ko go
문 moon mun
손 son sohn
배 bae pae
백 baek paik paek
허 heo hur ho
노 noh roh no
심 shim sim
양 yang ryang
`

// koreanNames are made when the first Korean name is looked at.
var koreanNames = sync.OnceValue(func() related { return relatives(koreanFamilies) })
