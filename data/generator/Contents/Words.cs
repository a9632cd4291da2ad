namespace SampleCity.Contents;

/// <summary>Names: trees, birds, minerals, invented founders. None is a real person's or organisation's.</summary>
internal static class Words
{
    private static string[] Split(string words) => words.Split(' ');

    public static readonly string[] Streets = Split(
        "Alder Almond Apple Ash Aspen Bay Beech Birch Blackthorn Boxwood Briar Buckeye Cedar Cherry Chestnut Cypress Dogwood Elder Elm Fir Gingko Hackberry Hawthorn Hazel Hemlock Hickory Holly Hornbeam Juniper " +
        "Larch Laurel Linden Locust Magnolia Maple Medlar Mulberry Myrtle Oak Olive Osage Pear Pecan Persimmon Pine Plane Plum Poplar Quince Redwood Rowan Sassafras Spruce Sumac Sycamore Tamarack Tupelo Walnut Willow Yew " +
        "Avocet Bittern Bunting Bluebird Cormorant Crane Curlew Dove Dunlin Eider Egret Falcon Finch Gannet Godwit Goldcrest Goshawk Grebe Grouse Gull Harrier Heron Hoopoe Ibis Jackdaw Jay Kestrel Kingfisher Kinglet Kite Lapwing Lark Linnet " +
        "Mallard Martin Merlin Nightjar Nuthatch Oriole Osprey Partridge Pelican Petrel Pintail Pipit Plover Puffin Quail Rail Raven Redstart Robin Sandpiper Shearwater Siskin Skylark Snipe Sparrow Starling Stilt Swallow Swift Tanager Teal Tern Thrasher Thrush Turnstone Vireo Wagtail Warbler Waxwing Whimbrel Wigeon Wren " +
        "Agate Amber Amethyst Basalt Beryl Calcite Chalk Chert Citrine Copper Coral Feldspar Flint Garnet Gneiss Granite Gypsum Hematite Jasper Limestone Malachite Marble Mica Obsidian Onyx Opal Peridot Pumice Pyrite Quartz Sandstone Schist Shale Silver Slate Topaz Tourmaline Travertine Zircon " +
        "Abberwick Aldercote Barrowmede Bexcombe Brindlow Cantermole Carrowby Corvane Dallimer Dunmarrow Eskerlin Fanshore Fennimoor Garrowick Gallimore Harbottle Hollinver Inskerry Jessamore Kellowby Kestermond Lanterby Lorrimoor Marrowby Mellinger Norrimer Ostermere Pellinore Penderwick Quillfeather Rastermoor Rowanthorpe Sallowby Skellimore Tarrowick Thistleby Umberlow Vantermole Wexholm Wintermoor Yarrowby");

    public static readonly string[] Across = ["Street", "Street", "Street", "Lane", "Place"];
    public static readonly string[] Along = ["Avenue", "Avenue", "Road", "Drive", "Terrace", "Way"];

    public static readonly string[] HoodFirst = Split(
        "Lantern Cooper Heron Tanner Millrace Orchard Gannet Signal Chandler Withy Quarry Bell Anchor Thistle Lark Brickfield Saltmarsh Foundry Weaver Dyer Rope Tollgate Fallow Larkspur Osier Kiln Beacon Mason Plum Harrow Meadow Raven Cutler Glover Sailmaker Granary Otter Bramble Copper Lime");
    public static readonly string[] HoodLast = Split("Hill Row Green Fields Gate Cross Wharf Bank Heights Vale End Corner Rise Grove Landing Hollow Mount Yard");

    public static readonly string[] First = Split(
        "Amara Bilal Carmen Dalia Edwin Farida Goran Hana Imelda Jonas Keiko Leandro Mirela Nadia Oskar Paloma Quentin Rosa Samir Tova Uma Viktor Wen Ximena Yusuf Zofia Anselm Beatriz Cedric Dorothea");
    public static readonly string[] Last = Split(
        "Abberley Brightwater Castellane Dunmarrow Esterhold Fairweather Garrowick Hollinver Inskerry Jessamore Kellowby Lanterby Marchbanks Norrimer Oakenfold Pellinore Quillfeather Rastermoor Sallowby Thistleby Underhay Vantermole Wexholm Yarrowby");

    /// <summary>ISO 639-1 code, name, and where its speakers live: centre and reach in kilometres, greatest share of residents.</summary>
    public static readonly (string Code, string Name, double Everywhere, (double X, double Y, double Reach, double Share)[] Clusters)[] Languages =
    [
        ("es", "Spanish", 0.030, [(17.5, 12.0, 3.0, 0.28), (8.6, 11.5, 2.0, 0.22), (5.5, 6.0, 2.2, 0.15)]),
        ("zh", "Chinese", 0.008, [(12.2, 6.9, 1.2, 0.34), (20.4, 13.4, 1.8, 0.20)]),
        ("ru", "Russian", 0.006, [(22.4, 8.0, 2.0, 0.22), (5.0, 3.8, 1.8, 0.10)]),
        ("ht", "Haitian Creole", 0.004, [(14.6, 12.9, 1.5, 0.18), (9.6, 4.8, 1.1, 0.09)]),
        ("bn", "Bengali", 0.003, [(15.6, 9.9, 1.1, 0.21), (8.2, 13.4, 1.2, 0.08)]),
        ("ar", "Arabic", 0.004, [(9.3, 7.3, 1.3, 0.15), (18.6, 5.4, 1.1, 0.10)]),
        ("ko", "Korean", 0.002, [(19.9, 11.2, 1.3, 0.17)]),
        ("pl", "Polish", 0.003, [(13.5, 14.6, 1.4, 0.15)]),
    ];
}
