from databricks.connect import DatabricksSession

spark = DatabricksSession.builder.userAgent("Acme_Loader/1.2.0").getOrCreate()
# dbfs:/old
spark.read.csv("dbfs:/databricks-datasets/nyctaxi")
spark.read.csv("/Volumes/main/acme/staging/a.csv")
open("/mnt/c/Users/x")
cache = "/mnt/efs/cache"
files = workspace.get("/dbfs/list", {"path": folder})
if path.startswith("dbfs:/mnt/legacy") or kind == "dbfs:/archive":
    log.info("still kept at dbfs:/mnt/legacy, please move it")
parser.add_argument("--target", help="folder to write to, such as dbfs:/acme/out")
pattern = re.compile(r"(/dbfs/[^'\"]*)")
config = Model(location_root="/mnt/root")
assert to_path("dbfs:/mnt/raw") == root
if "dbfs:/mnt" in path or "/dbfs/mnt" not in path:
    warn("Known forms are `{ 'jar': 'dbfs:/acme/app.jar' }` and files of the workspace.")
