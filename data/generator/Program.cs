using SampleCity;
using SampleCity.Writing;

if (args.Length != 1)
{
    Console.Error.WriteLine("Usage: dotnet run --project data/generator -- FOLDER (for instance data/sample-city)");
    return 2;
}

var city = new City();
// Everything is made and checked before the first byte is written.
var files = Files.Of(city).ToList();
Directory.CreateDirectory(args[0]);
foreach (var (name, bytes) in files)
{
    File.WriteAllBytes(Path.Combine(args[0], name), bytes);
    Console.WriteLine($"{bytes.Length,10:N0}  {name}");
}
Console.WriteLine($"{files.Sum(f => f.Bytes.Length),10:N0}  in all");
Console.WriteLine(Summary.Of(city));
return 0;
