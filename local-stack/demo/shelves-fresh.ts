import { piece, prices, weighed, words, type Shelf } from './catalog-words.ts';

export const freshShelves: readonly Shelf[] = [
  {
    category: 'Fruit & vegetables',
    groups: [
      weighed(
        prices(`
          Gala apples 249, Fuji apples 279, cooking apples 219, Conference pears 269, bananas 159,
          blood oranges 299, clementines 329, lemons 289, limes 399, grapefruit 259, peaches 429,
          nectarines 449, apricots 599, plums 379, red grapes 549, white grapes 529, kiwifruit 489,
          mangoes 459, pineapple 279, honeydew melon 239, watermelon 149, cherries 899, figs 999`),
        'Organic, Family choice, Ripe & ready',
      ),
      weighed(
        prices(`
          Rooster potatoes 129, baby potatoes 199, sweet potatoes 229, carrots 119, parsnips 189,
          beetroot 199, red onions 149, brown onions 109, shallots 399, garlic 799, leeks 259,
          white cabbage 139, broccoli 299, cauliflower 249, courgettes 279, aubergines 329,
          vine tomatoes 349, plum tomatoes 319, red peppers 449, green beans 499, mushrooms 459,
          asparagus 899, turnips 129, celeriac 219, butternut squash 189, root ginger 599`),
        'Organic, Family choice, Washed',
      ),
      piece('zero', {
        products: prices(`
          mixed leaves 189, spinach 179, rocket 169, salad kit 279, stir-fry mix 249, coleslaw 199`),
        variants: words('Baby, Crunchy, Italian, Mild, Sweet, Organic'),
        sizes: prices('100 g 70, 200 g 100, 400 g 170'),
      }),
    ],
  },
  {
    category: 'Meat & fish',
    groups: [
      weighed(
        prices(`
          chicken fillets 1099, chicken thighs 649, turkey breast 1199, beef mince 999,
          sirloin steak 2499, rib-eye steak 2799, stewing beef 1199, lamb chops 1899, leg of lamb 1599,
          pork loin 899, pork belly 849, back bacon 1149, cooked ham 1499`),
        'Organic, Free-range, Marinated, Lean, Diced',
      ),
      weighed(
        prices(`
          salmon fillet 2299, cod fillet 1999, hake fillet 1899, mackerel 899, mussels 599, prawns 2199,
          haddock 1699, sea trout 1999`),
        'Organic, Smoked, Wild, Fresh, Frozen',
      ),
      piece('zero', {
        products: prices(`
          sausages 349, burgers 449, meatballs 399, sliced ham 299, sliced turkey 329, rashers 379,
          pudding 249`),
        variants: words('Pork & apple, Peppered, Honey-roast, Smoked, Herb, Lean, Thick-cut, Country'),
        sizes: prices('200 g 60, 400 g 100, 800 g 180'),
        batch: { shelfLifeDays: 21 },
      }),
    ],
  },
  {
    category: 'Milk, cheese & eggs',
    groups: [
      piece('zero', {
        products: prices(`
          milk 139, buttermilk 129, oat drink 189, soya drink 179, almond drink 229, rice drink 199`),
        variants: words('Whole, Low-fat, Skimmed, Organic, Fortified, Barista, Lactose-free'),
        sizes: prices('500 ml 65, 1 l 100, 2 l 180'),
      }),
      piece('zero', {
        products: prices(`
          yoghurt 149, Greek-style yoghurt 229, kefir drink 199, fromage frais 179, rice pudding 129`),
        variants: words(`
          Natural, Strawberry, Raspberry, Blueberry, Peach, Vanilla, Honey, Lemon, Coconut, Cherry,
          Mango`),
        sizes: prices('125 g 40, 500 g 100, 1 kg 180'),
        batch: { shelfLifeDays: 28 },
      }),
      weighed(
        prices(`
          cheddar 1199, gouda 1299, emmental 1499, brie 1699, blue cheese 1899, goat cheese 2199,
          feta 1399, parmesan 2899`),
        'Mild, Mature, Extra mature, Organic, Herbed',
      ),
      piece('zero', {
        products: prices(`
          butter 329, spreadable butter 349, cream cheese 219, grated cheese 289, cheese slices 259,
          cream 179`),
        variants: words('Salted, Unsalted, Light, Organic, Garlic & herb, Creamery'),
        sizes: prices('150 g 70, 250 g 100, 454 g 160'),
      }),
      piece('zero', {
        products: prices('eggs 279'),
        variants: words('Free-range, Organic, Barn, Corn-fed'),
        sizes: prices('medium 6-pack 100, large 6-pack 120, medium 12-pack 185, large 12-pack 225'),
      }),
    ],
  },
  {
    category: 'Bakery',
    groups: [
      piece('zero', {
        products: prices(`
          sourdough 449, sliced pan 199, batch loaf 219, baguette 159, rye bread 329, soda bread 259,
          wraps 229, bagels 249, rolls 189, pittas 169`),
        variants: words('White, Wholemeal, Seeded, Multigrain, Malted, Gluten-free, Organic'),
        sizes: prices('small 70, medium 100, large 140'),
      }),
      piece('reduced', {
        products: prices(`
          muffins 299, scones 279, doughnuts 249, croissants 319, Danish pastries 349, sponge cake 499,
          brownies 379, tart 549`),
        variants: words('Blueberry, Chocolate, Apple, Almond, Lemon, Caramel, Raspberry, Plain'),
        sizes: prices('2-pack 60, 4-pack 100, party size 220'),
      }),
    ],
  },
];
