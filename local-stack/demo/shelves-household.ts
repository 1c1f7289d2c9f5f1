import { piece, prices, words, type Shelf } from './catalog-words.ts';

export const householdShelves: readonly Shelf[] = [
  {
    category: 'Baby & health',
    groups: [
      piece('zero', {
        products: prices('infant formula 1399, baby porridge 349, baby purée 129, toddler milk 1199'),
        variants: words('Stage 1, Stage 2, Stage 3, Organic'),
        sizes: prices('100 g 30, 400 g 65, 800 g 100'),
        batch: { shelfLifeDays: 420 },
      }),
      piece('zero', {
        products: prices(`
          paracetamol tablets 249, ibuprofen tablets 349, antacid tablets 429, cough syrup 599,
          throat lozenges 399, nasal spray 549, vitamin C 499, vitamin D 599, multivitamins 799`),
        variants: words('Regular, Extra strength, Sugar-free, Junior'),
        sizes: prices('small 100, large 180'),
        batch: { shelfLifeDays: 720 },
      }),
      piece('standard', {
        products: prices('nappies 899, baby wipes 199, plasters 249, bandage 329, sun lotion 999'),
        variants: words('Sensitive, Fragrance-free, Extra soft, Waterproof'),
        sizes: prices('small 70, medium 100, large 150'),
      }),
    ],
  },
  {
    category: 'Personal care',
    groups: [
      piece('standard', {
        products: prices(`
          shampoo 399, conditioner 399, shower gel 299, bubble bath 349, hand soap 249, hand cream 329,
          body lotion 449`),
        variants: words('Coconut, Lavender, Aloe vera, Citrus, Oat milk, Sensitive, Tea tree'),
        sizes: prices('100 ml 45, 250 ml 80, 500 ml 130'),
      }),
      piece('standard', {
        products: prices(`
          toothpaste 329, mouthwash 449, deodorant 379, razors 599, shaving foam 349, cotton pads 179,
          tissues 149`),
        variants: words('Fresh mint, Whitening, Sensitive, Unscented, Active'),
        sizes: prices('travel 50, regular 100, twin pack 180'),
      }),
    ],
  },
  {
    category: 'Cleaning & home',
    groups: [
      piece('standard', {
        products: prices(`
          washing-up liquid 229, laundry liquid 799, laundry powder 849, fabric softener 399,
          floor cleaner 349, bathroom spray 329, glass cleaner 279, bleach 199`),
        variants: words('Lemon, Lavender, Ocean, Pine, Unscented, Eco'),
        sizes: prices('500 ml 65, 1 l 100, 2 l 170'),
      }),
      piece('standard', {
        products: prices(`
          bin bags 349, kitchen roll 399, toilet roll 549, sponges 199, baking paper 279,
          aluminium foil 329, freezer bags 249, napkins 219, candles 399`),
        variants: words('Everyday, Extra strong, Recycled, Premium'),
        sizes: prices('small 70, medium 100, large 155'),
      }),
    ],
  },
  {
    category: 'Hardware & paint',
    groups: [
      piece('standard', {
        products: prices('wall paint 2499, wood paint 1899, varnish 1699, primer 1599'),
        variants: words('White, Ivory, Light grey, Slate, Sage green, Sky blue, Terracotta, Black'),
        sizes: prices('750 ml 55, 2.5 l 100, 5 l 175'),
        batch: { shelfLifeDays: null },
      }),
      {
        tax: 'standard',
        unit: 'metre',
        products: prices(`
          rope 149, chain 499, electric cable 199, garden hose 249, curtain tape 129, edging strip 179`),
        variants: words('Thin, Medium, Heavy-duty'),
        sizes: prices('100'),
      },
      piece('standard', {
        products: prices(`
          screws 349, nails 299, hooks 279, hinges 459, door handle 1199, padlock 899, brackets 399,
          washers 199`),
        variants: words('Zinc, Heavy-duty, Stainless, Brass, Black'),
        sizes: prices('small 75, medium 100, large 145'),
      }),
      piece('standard', {
        products: prices(`
          batteries 499, light bulb 399, extension lead 1299, adhesive tape 299, glue 349,
          sandpaper 259, paint brush 449, torch 1499`),
        variants: words('Everyday, Long-life, Professional'),
        sizes: prices('small 75, medium 100, large 145'),
      }),
    ],
  },
  {
    category: 'Pets & garden',
    groups: [
      piece('standard', {
        products: prices(`
          dog food 399, cat food 349, dog treats 279, cat treats 249, bird seed 329, cat biscuits 379`),
        variants: words('Chicken, Beef, Salmon, Lamb, Natural, Senior'),
        sizes: prices('400 g 40, 1.5 kg 100, 5 kg 270'),
      }),
      piece('standard', {
        products: prices(`
          compost 599, plant feed 499, lawn seed 899, flower seeds 249, vegetable seeds 249,
          plant pot 349, gloves 449`),
        variants: words('All-purpose, Organic, Indoor, Outdoor'),
        sizes: prices('small 60, medium 100, large 170'),
      }),
    ],
  },
];
